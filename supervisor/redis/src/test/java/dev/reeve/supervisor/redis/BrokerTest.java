package dev.reeve.supervisor.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.BodyPayload;
import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Backoff;
import dev.reeve.supervisor.model.CancelOutcome;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Submitters and supervisors at one real server. */
class BrokerTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private RedisProcess redis;
  private Broker broker;
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final List<FakeSupervisor> supervisors = new ArrayList<>();
  private final Map<String, TaskResult> results = new ConcurrentHashMap<>();

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    redis = RedisProcess.start(folder.resolve("redis"));
    broker = Broker.open(List.of(redis.address()), "jobs", BrokerLogin.NONE, messages::add);
  }

  @AfterEach
  void stop() {
    stopSupervisors();
    broker.close();
    redis.close();
  }

  private BrokerPool submitter() {
    return broker.pool(SubmitLimits.DEFAULT, Duration.ZERO);
  }

  private FakeSupervisor supervisor() throws IOException {
    return new FakeSupervisor(List.of(redis.address()), FakeSupervisor.shortLease());
  }

  private void startSupervisor() throws IOException {
    supervisors.add(supervisor());
  }

  private void stopSupervisors() {
    supervisors.forEach(FakeSupervisor::close);
    supervisors.clear();
  }

  private static Task task(int seq, String handler) {
    return Task.of(seq, "t" + seq, handler, Json.of("{\"n\":" + seq + "}"));
  }

  private void submit(BrokerPool pool, Task task) {
    pool.submit(task, result -> results.put(result.id(), result));
  }

  private TaskResult result(String id) {
    await().atMost(LIMIT).until(() -> results.containsKey(id));
    return results.get(id);
  }

  @Test
  void taskGivesItsRecord() throws Exception {
    startSupervisor();
    try (BrokerPool pool = submitter()) {
      submit(pool, task(7, "echo"));

      TaskResult result = result("t7");
      assertThat(result.status()).isEqualTo(TaskStatus.SUCCEEDED);
      assertThat(result.seq()).isEqualTo(7);
      assertThat(result.result()).isEqualTo(Json.of("{\"n\":7}").checked());
      assertThat(result.attempts()).isOne();
      assertThat(result.worker()).isNotNull();
    }
  }

  @Test
  void thousandTasksOfTwoSupervisorsHaveOneRecordEach() throws Exception {
    List<TaskResult> all = new CopyOnWriteArrayList<>();
    startSupervisor();
    startSupervisor();
    try (BrokerPool pool = submitter()) {
      for (int i = 1; i <= 1000; i++) {
        pool.submit(task(i, i % 10 == 0 ? "fail" : "echo"), all::add);
      }
      RunSummary summary = pool.finish();

      assertThat(summary.count(TaskStatus.SUCCEEDED)).isEqualTo(900);
      assertThat(summary.count(TaskStatus.FAILED)).isEqualTo(100);
      assertThat(all).extracting(TaskResult::id).doesNotHaveDuplicates().hasSize(1000);
    }
    assertNothingIsLeftButRecords();
  }

  private void assertNothingIsLeftButRecords() throws BrokerException {
    stopSupervisors();
    BrokerCounts counts = broker.counts().get(0);
    assertThat(counts.waiting() + counts.running() + counts.delayed() + counts.bytes()).isZero();
    assertThat(counts.supervisors()).isEmpty();
    assertThat(redis.ask("KEYS", "*:records:*")).startsWith("*0");
  }

  @Test
  void sameTaskIsRunOnce() throws Exception {
    startSupervisor();
    try (BrokerPool first = submitter()) {
      submit(first, task(1, "echo"));
      TaskResult before = result("t1");
      results.clear();
      try (BrokerPool second = submitter()) {
        submit(second, task(1, "echo"));
        assertThat(result("t1")).isEqualTo(before);
      }
    }
    assertThat(broker.counts().get(0).happened()).containsEntry("succeeded", 1L);
  }

  @Test
  void idOfAnotherTaskIsRefused() throws Exception {
    try (BrokerPool first = submitter();
        BrokerPool second = submitter()) {
      submit(first, task(1, "echo"));
      await().atMost(LIMIT).until(() -> broker.counts().get(0).waiting() == 1);
      submit(second, Task.of(1, "t1", "echo", Json.of("2")));
      assertThat(result("t1").error().type()).isEqualTo("IdTaken");
    }
  }

  @Test
  void secondSubmitterGetsTheRecordOfATaskThatStillWaits() throws Exception {
    try (BrokerPool first = submitter()) {
      submit(first, task(1, "echo"));
      await().atMost(LIMIT).until(() -> broker.counts().get(0).waiting() == 1);
    }
    assertThat(result("t1").status()).isEqualTo(TaskStatus.SKIPPED);
    results.clear();
    try (BrokerPool second = submitter()) {
      submit(second, task(1, "echo"));
      startSupervisor();
      assertThat(result("t1").status()).isEqualTo(TaskStatus.SUCCEEDED);
    }
  }

  @Test
  void failedTaskIsRetriedAndItsAttemptsAddUp() throws Exception {
    Backoff quick = new Backoff(Duration.ofMillis(20), 1, Duration.ofSeconds(1));
    TaskPolicy twice = new TaskPolicy(null, 2, quick);
    startSupervisor();
    try (BrokerPool pool = submitter()) {
      submit(pool, new Task(1, "t1", "fail", Json.of("1"), twice, 0, List.of()));

      assertThat(result("t1").attempts()).isEqualTo(3);
      assertThat(result("t1").status()).isEqualTo(TaskStatus.FAILED);
    }
    assertNothingIsLeftButRecords();
  }

  @Test
  void taskThatKillsTwoWorkersIsDeadAndCanBeRequeued() throws Exception {
    Backoff quick = new Backoff(Duration.ofMillis(20), 1, Duration.ofSeconds(1));
    TaskPolicy often = new TaskPolicy(null, 9, quick);
    startSupervisor();
    try (BrokerPool pool = submitter()) {
      submit(pool, new Task(1, "t1", "crash", Json.of("1"), often, 0, List.of()));

      assertThat(result("t1").status()).isEqualTo(TaskStatus.CRASHED);
      assertThat(result("t1").attempts()).isEqualTo(2);
      List<DeadTask> dead = broker.dead(10);
      assertThat(dead).extracting(DeadTask::id).containsExactly("t1");
      assertThat(dead.get(0).record().toString()).contains("WorkerDied");

      assertThat(broker.requeue(dead.get(0))).isTrue();
      assertThat(broker.requeue(dead.get(0))).isFalse();
      await().atMost(LIMIT).until(() -> broker.dead(10).size() == 1);
      assertThat(broker.counts().get(0).happened()).containsEntry("crashed", 2L);
    }
  }

  @Test
  void urgentTasksComeFirst() throws Exception {
    List<String> order = new CopyOnWriteArrayList<>();
    try (BrokerPool pool = submitter()) {
      int seq = 0;
      for (int priority : new int[] {0, -1, 5, 0, -1, 5}) {
        seq++;
        pool.submit(
            new Task(
                seq,
                priority + "-" + seq,
                "echo",
                Json.NULL,
                TaskPolicy.DEFAULT,
                priority,
                List.of()),
            result -> order.add(result.id()));
      }
      await().atMost(LIMIT).until(() -> broker.counts().get(0).waiting() == 6);
      startSupervisor();
      RunSummary unusedSummary = pool.finish();
    }
    assertThat(order).startsWith("5-3", "5-6").endsWith("-1-2", "-1-5");
  }

  @Test
  void waitingTaskIsCancelledAtOnceAndARunningOneSoon() throws Exception {
    try (BrokerPool pool = submitter()) {
      submit(pool, task(1, "hold"));
      await().atMost(LIMIT).until(() -> broker.counts().get(0).waiting() == 1);
      assertThat(pool.cancel("t1").get()).isEqualTo(CancelOutcome.ENDED);
      assertThat(result("t1").status()).isEqualTo(TaskStatus.CANCELLED);
      assertThat(pool.cancel("t1").get()).isEqualTo(CancelOutcome.UNKNOWN);
      try (FakeSupervisor supervisor = supervisor()) {
        submit(pool, task(2, "hold"));
        await().atMost(LIMIT).until(() -> supervisor.pool().holds("t2"));
        assertThat(pool.cancel("t2").get()).isEqualTo(CancelOutcome.ENDING);
        assertThat(result("t2").status()).isEqualTo(TaskStatus.CANCELLED);
      }
    }
    assertNothingIsLeftButRecords();
  }

  @Test
  void taskThatIsCancelledAtItsSupervisorHasEnded() throws Exception {
    try (FakeSupervisor supervisor = supervisor();
        BrokerPool pool = submitter()) {
      submit(pool, task(1, "hold"));
      await().atMost(LIMIT).until(() -> supervisor.pool().holds("t1"));
      assertThat(supervisor.cancel("t1")).isNotEqualTo(CancelOutcome.UNKNOWN);
      assertThat(result("t1").status()).isEqualTo(TaskStatus.CANCELLED);
    }
  }

  @Test
  void supervisorThatStopsGivesItsTasksBack() throws Exception {
    try (BrokerPool pool = submitter()) {
      FakeSupervisor first = supervisor();
      submit(pool, task(1, "hold"));
      await().atMost(LIMIT).until(() -> first.pool().holds("t1"));
      submit(pool, task(2, "hold"));
      first.close();
      try (FakeSupervisor second = supervisor()) {
        await().atMost(LIMIT).until(() -> second.pool().holds("t1"));
        second.pool().succeed("t1", Json.of("1"));
        assertThat(result("t1").attempts()).isOne();
        await().atMost(LIMIT).until(() -> second.pool().holds("t2"));
        second.pool().succeed("t2", Json.of("2"));
        assertThat(result("t2").status()).isEqualTo(TaskStatus.SUCCEEDED);
      }
    }
    assertNothingIsLeftButRecords();
  }

  @Test
  void plainEntryOfAnotherProgramIsATask() throws Exception {
    startSupervisor();
    await()
        .atMost(LIMIT)
        .until(() -> redis.ask("EXISTS", "reeve:1:{jobs}:tasks:normal").startsWith(":1"));
    String unusedEntry =
        redis.ask(
            "XADD",
            "reeve:1:{jobs}:tasks:normal",
            "*",
            "task",
            "{\"id\": \"from-c\", \"handler\": \"echo\", \"payload\": [1]}");
    await().atMost(LIMIT).until(() -> broker.record("from-c") != null);
    assertThat(broker.record("from-c").toString()).contains("\"result\":[1]");
  }

  @Test
  void whatIsNoTaskOrACommandIsRejectedWithARecord() throws Exception {
    startSupervisor();
    for (String text : new String[] {"{\"handler\":1}", "no json", ""}) {
      String unusedEntry =
          redis.ask(
              "XADD", "reeve:1:{jobs}:tasks:high", "*", "id", "bad" + text.length(), "task", text);
    }
    String unusedEntry =
        redis.ask(
            "XADD",
            "reeve:1:{jobs}:tasks:low",
            "*",
            "id",
            "rm",
            "task",
            "{\"command\":[\"touch\",\"/tmp/x\"]}");
    for (String id : List.of("bad13", "bad7", "bad0", "rm")) {
      await().atMost(LIMIT).until(() -> broker.record(id) != null);
      assertThat(broker.record(id).toString()).contains("InvalidTask");
    }
  }

  @Test
  void fileOfACallGoesAlongAlsoWhenTheTaskIsGivenBack(@TempDir Path folder) throws Exception {
    Path own = Files.createDirectory(folder.resolve(BodyPayload.FOLDER_PREFIX + "x")).resolve("1");
    byte[] content = {0, 1, 2, (byte) 0xff, '\r', '\n'};
    Files.write(own, content);
    Json payload = BodyPayload.of(own.toString(), "image/png", content.length, null);
    List<Path> seen = new CopyOnWriteArrayList<>();
    try (BrokerPool pool = submitter()) {
      submit(pool, Task.of(1, "t1", "hold", payload));
      FakeSupervisor first = supervisor();
      await().atMost(LIMIT).until(() -> first.pool().holds("t1"));
      first.close();
      submit(pool, Task.of(2, "t2", "read", payload));
      await().atMost(LIMIT).until(() -> broker.counts().get(0).waiting() >= 1);
      Files.delete(own);
      try (FakeSupervisor second =
          new FakeSupervisor(
              List.of(redis.address()),
              FakeSupervisor.shortLease(),
              Map.of("read", request -> content(request, seen)))) {
        assertThat(result("t2").result()).isEqualTo(Json.string("0 1 2 -1 13 10"));
        await().atMost(LIMIT).until(() -> second.pool().holds("t1"));
        second.pool().succeed("t1", Json.NULL);
        assertThat(result("t1").status()).isEqualTo(TaskStatus.SUCCEEDED);
      }
    }
    assertThat(seen).hasSize(1).noneMatch(Files::exists);
    assertThat(seen.get(0).getParent()).doesNotExist();
    assertNothingIsLeftButRecords();
  }

  private static Json content(Json payload, List<Path> seen) {
    assertThat(payload.toString()).endsWith("\"mediaType\":\"image/png\",\"bytes\":6}");
    Path file = Path.of(BodyPayload.path(payload));
    seen.add(file);
    StringJoiner text = new StringJoiner(" ");
    try {
      for (byte each : Files.readAllBytes(file)) {
        text.add(Integer.toString(each));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Json.string(text.toString());
  }

  @Test
  void fullQueueMakesTheSubmitterWait() throws Exception {
    try (BrokerPool pool = broker.pool(new SubmitLimits(10, 0, 1000), Duration.ZERO)) {
      for (int i = 1; i <= 30; i++) {
        submit(pool, task(i, "echo"));
      }
      await().atMost(LIMIT).until(() -> messages.toString().contains("is full"));
      assertThat(broker.counts().get(0).waiting()).isEqualTo(10);
      startSupervisor();
      assertThat(pool.finish().count(TaskStatus.SUCCEEDED)).isEqualTo(30);
    }
  }

  @Test
  void taskThatWaitsForRoomIsCancelledAtOnce() throws Exception {
    try (BrokerPool pool = broker.pool(new SubmitLimits(1, 0, 1000), Duration.ZERO)) {
      pool.pause();
      submit(pool, task(1, "echo"));
      assertThat(pool.cancel("t1").get()).isEqualTo(CancelOutcome.ENDED);
      assertThat(result("t1").status()).isEqualTo(TaskStatus.CANCELLED);
    }
    assertThat(broker.counts().get(0).waiting()).isZero();
  }

  @Test
  void tooLongTaskIsRefusedWithAdvice() throws Exception {
    try (BrokerPool pool = broker.pool(new SubmitLimits(10, 0, 100), Duration.ZERO)) {
      submit(pool, Task.of(1, "t1", "echo", Json.string("x".repeat(100))));
      assertThat(result("t1").error().message()).contains("takes 100").contains("compressed");
    }
  }

  @Test
  void restartedServerWithoutItsFilesGetsTheTasksAgain() throws Exception {
    List<TaskResult> all = new ArrayList<>();
    try (BrokerPool pool = submitter()) {
      pool.submit(task(1, "echo"), all::add);
      await().atMost(LIMIT).until(() -> broker.counts().get(0).waiting() == 1);
      redis.kill();
      redis.restart();
      startSupervisor();
      RunSummary unusedSummary = pool.finish();
      assertThat(all).hasSize(1);
      assertThat(messages.toString())
          .contains("answers again")
          .contains("has lost 1 task, such as t1;");
    }
  }
}
