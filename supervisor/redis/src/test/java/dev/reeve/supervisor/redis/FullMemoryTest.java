package dev.reeve.supervisor.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that fill the memory of a server, or that it has no more when they are to be read. */
@SuppressWarnings("try")
class FullMemoryTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String KEY = "reeve:1:{jobs}";
  private static final Json LARGE = Json.of('"' + "x".repeat(500_000) + '"');
  private static final Map<String, Function<Json, Json>> ECHO = Map.of("echo", Function.identity());

  private RedisProcess redis;
  private RedisServer server;

  @BeforeEach
  void start(@TempDir Path folder) {
    redis = RedisProcess.start(folder.resolve("redis"), "--maxmemory", "8mb");
    server = new RedisServer(redis.address(), BrokerLogin.NONE, new QueueName("jobs"));
  }

  @AfterEach
  void stop() {
    server.close();
    redis.close();
    Leftovers.assertNone();
  }

  private static Task task(int number, Json payload) {
    return Task.of(number, "t" + number, "echo", payload);
  }

  private Broker open(List<String> messages) throws BrokerException {
    return Broker.open(List.of(redis.address()), "jobs", BrokerLogin.NONE, messages::add);
  }

  private FakeSupervisor supervisor() throws Exception {
    return new FakeSupervisor(List.of(redis.address()), FakeSupervisor.shortLease(), ECHO);
  }

  @Test
  void recordsThatAreWrittenMakeRoomForFurtherTasks() throws Exception {
    int number = 40;
    List<TaskResult> results = new CopyOnWriteArrayList<>();
    List<String> messages = new CopyOnWriteArrayList<>();
    try (Broker broker = open(messages);
        BrokerPool pool = broker.pool(SubmitLimits.DEFAULT, Duration.ZERO);
        FakeSupervisor unused = supervisor()) {
      for (int i = 0; i < number; i++) {
        pool.submit(
            task(i, LARGE),
            result -> {
              results.add(result);
              pool.written(result.id());
            });
      }
      await().atMost(LIMIT).until(() -> results.size() == number);
    }
    assertThat(results).extracting(TaskResult::status).containsOnly(TaskStatus.SUCCEEDED);
    assertThat(results).extracting(TaskResult::id).doesNotHaveDuplicates();
    assertThat(messages).as("it is told once, if at all").hasSizeLessThan(2);
  }

  @Test
  void laterSubmitterGetsTheRecordsThatFillTheMemory() throws Exception {
    int number = 30;
    List<String> messages = new CopyOnWriteArrayList<>();
    List<TaskResult> first = new CopyOnWriteArrayList<>();
    List<TaskResult> second = new CopyOnWriteArrayList<>();
    try (FakeSupervisor unused = supervisor();
        Broker broker = open(messages)) {
      try (BrokerPool pool = broker.pool(SubmitLimits.DEFAULT, Duration.ZERO)) {
        for (int i = 0; i < number; i++) {
          pool.submit(task(i, LARGE), first::add);
        }
        await().atMost(LIMIT).until(() -> !messages.isEmpty());
        await().atMost(LIMIT).until(() -> broker.counts().get(0).bytes() == 0);
      }
      long ended = first.stream().filter(each -> each.status() == TaskStatus.SUCCEEDED).count();
      assertThat(messages.get(0)).contains("memory");
      assertThat(ended).isBetween(1L, number - 1L);
      try (BrokerPool pool = broker.pool(SubmitLimits.DEFAULT, Duration.ZERO)) {
        for (int i = 0; i < number; i++) {
          pool.submit(task(i, LARGE), second::add);
        }
        await().atMost(LIMIT).until(() -> second.size() >= ended);
      }
    }
    assertThat(second)
        .filteredOn(each -> each.status() == TaskStatus.SUCCEEDED)
        .hasSizeGreaterThanOrEqualTo(1);
  }

  @Test
  void recordForWhichTwoSubmittersWaitIsKeptForAMinute() throws Exception {
    SubmitCalls one = new SubmitCalls(server, "one");
    SubmitCalls two = new SubmitCalls(server, "two");
    List<SubmittedTask> both =
        List.of(
            new SubmittedTask(task(1, Json.NULL), result -> {}, true),
            new SubmittedTask(task(2, Json.NULL), result -> {}, true));
    List<Object> unused = one.submit(both, SubmitLimits.DEFAULT);
    unused = two.submit(both.subList(0, 1), SubmitLimits.DEFAULT);
    List<String> ids = List.of("t1", "t2", "unknown");
    assertThat(one.release(ids)).as("none has ended").isZero();
    try (FakeSupervisor supervisor = supervisor()) {
      await().atMost(LIMIT).until(() -> !one.records(ids).subList(0, 2).contains(null));
    }
    assertThat(two.release(ids)).as("the other's, or shared").isZero();
    assertThat(one.release(ids)).isOne();
    assertThat(one.records(ids).get(0)).isNotNull();
    assertThat(one.records(ids).get(1)).isNull();
    assertThat(redis.ask("TTL", KEY + ":task:t1")).isIn(":60\r\n", ":59\r\n");
  }

  @Test
  void serverWithoutMemoryKnowsTasksByIdAndContent() throws Exception {
    SubmitCalls one = new SubmitCalls(server, "one");
    SubmitCalls two = new SubmitCalls(server, "two");
    SubmittedTask task = new SubmittedTask(task(1, Json.NULL), result -> {}, true);
    SubmittedTask other = new SubmittedTask(task(1, Json.of("1")), result -> {}, true);
    SubmittedTask third = new SubmittedTask(task(3, Json.NULL), result -> {}, true);
    List<Object> unused = one.submit(List.of(task), SubmitLimits.DEFAULT);
    assertThat(words(two.recognize(List.of(task, other, third))))
        .containsExactly("known", "taken", "new");
    assertThat(redis.ask("HGET", KEY + ":task:t1", "submitter")).contains("two");
    try (FakeSupervisor supervisor = supervisor()) {
      await().atMost(LIMIT).until(() -> one.records(List.of("t1")).get(0) != null);
    }
    assertThat(words(two.recognize(List.of(task, other, third))))
        .containsExactly("ended", "taken", "new");
  }

  private static List<String> words(List<?> answers) {
    return answers.stream().map(each -> RedisServer.text(((List<?>) each).get(0))).toList();
  }

  @Test
  void taskWhoseRecordHasExpiredIsNotRunAgain() throws Exception {
    List<TaskResult> results = new CopyOnWriteArrayList<>();
    try (Broker broker = open(new CopyOnWriteArrayList<>());
        BrokerPool pool = broker.pool(SubmitLimits.DEFAULT, Duration.ZERO)) {
      pool.submit(task(1, Json.NULL), results::add);
      await().atMost(LIMIT).until(() -> broker.counts().get(0).waiting() == 1);
      String task = KEY + ":task:t1";
      String records =
          KEY + ":records:" + redis.ask("HGET", task, "submitter").split("\r\n", -1)[1];
      String unused = redis.ask("DEL", KEY + ":tasks:normal", task);
      unused = redis.ask("XADD", records, "*", "id", "t1");
      await().atMost(LIMIT).until(() -> results.size() == 1);
    }
    assertThat(results.get(0).status()).isEqualTo(TaskStatus.FAILED);
    assertThat(results.get(0).error().type()).isEqualTo("RecordExpired");
    assertThat(results.get(0).error().message()).contains("--keep-records");
  }
}
