package dev.reeve.supervisor.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Backoff;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Supervisors and submitters while a real server, or the way to it, is in trouble. */
class BrokerFaultTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private RedisProcess redis;
  private FlowProxy proxy;
  private Broker broker;
  private BrokerPool submitter;
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final List<FakeSupervisor> supervisors = new ArrayList<>();
  private final Map<String, TaskResult> results = new ConcurrentHashMap<>();
  private final List<TaskResult> all = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    redis = RedisProcess.start(folder.resolve("redis"), "--appendonly", "yes");
    proxy = new FlowProxy(redis.port());
    broker = Broker.open(List.of(redis.address()), "jobs", BrokerLogin.NONE, messages::add);
    submitter = broker.pool(SubmitLimits.DEFAULT, Duration.ZERO);
  }

  @AfterEach
  void stop() {
    submitter.close();
    proxy.stall(false, false);
    supervisors.forEach(FakeSupervisor::close);
    broker.close();
    proxy.close();
    redis.close();
    Leftovers.assertNone();
  }

  private FakeSupervisor supervisor(BrokerAddress address) throws IOException {
    FakeSupervisor supervisor =
        new FakeSupervisor(List.of(address), FakeSupervisor.shortLease(), Map.of("say", x -> x));
    supervisors.add(supervisor);
    return supervisor;
  }

  private void submit(String id, String handler, int retries, Duration wait) {
    TaskPolicy policy = new TaskPolicy(null, retries, new Backoff(wait, 1, wait));
    submitter.submit(
        new Task(1, id, handler, Json.NULL, policy, 0, List.of()),
        result -> {
          all.add(result);
          results.put(result.id(), result);
        });
  }

  private void submit(String id, String handler) {
    submit(id, handler, 0, Duration.ofMillis(10));
  }

  private TaskResult result(String id) {
    await().atMost(LIMIT).until(() -> results.containsKey(id));
    return results.get(id);
  }

  private BrokerCounts counts() throws BrokerException {
    return broker.counts().get(0);
  }

  private long idleMillis() {
    String idle = redis.ask("XPENDING", "reeve:1:{jobs}:tasks:normal", "reeve", "-", "+", "1");
    List<String> lines = idle.lines().toList();
    return lines.size() < 7 ? -1 : Long.parseLong(lines.get(6).substring(1));
  }

  @Tag("long")
  @Test
  void longTaskRunsOnceBecauseItsSupervisorRenewsTheLease() throws Exception {
    FakeSupervisor first = supervisor(redis.address());
    submit("t", "hold");
    await().atMost(LIMIT).until(() -> first.pool().holds("t"));
    FakeSupervisor second = supervisor(redis.address());
    long begin = System.nanoTime();
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              assertThat(idleMillis()).isLessThan(2_000);
              return System.nanoTime() - begin > 7_000_000_000L;
            });
    assertThat(second.pool().holds("t")).isFalse();
    first.pool().succeed("t", Json.of("1"));
    assertThat(result("t").attempts()).isOne();
    assertThat(counts().happened()).doesNotContainKeys("takeovers", "lost");
  }

  @Test
  void attemptIsStoppedBeforeTheLeaseEndsAndAnotherSupervisorTakesOver() throws Exception {
    FakeSupervisor cutOff = supervisor(proxy.address());
    submit("t", "hold");
    await().atMost(LIMIT).until(() -> cutOff.pool().holds("t"));
    FakeSupervisor other = supervisor(redis.address());
    proxy.stall(true, true);
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              assertThat(cutOff.pool().holds("t") && other.pool().holds("t")).isFalse();
              return other.pool().holds("t");
            });
    proxy.stall(false, false);
    assertThat(cutOff.messages().toString())
        .contains("stops 1 task, such as t: no lease was renewed");
    other.pool().succeed("t", Json.of("1"));
    assertThat(result("t").attempts()).isOne();
    await().atMost(LIMIT).until(() -> counts().happened().containsKey("lost"));
    assertThat(counts().happened()).containsEntry("takeovers", 1L).containsEntry("succeeded", 1L);
  }

  @Tag("long")
  @Test
  void taskWhoseSupervisorWasCutOffGoesBackAtOnceIfNobodyHasTakenIt() throws Exception {
    FakeSupervisor cutOff = supervisor(proxy.address());
    submit("t", "hold");
    await().atMost(LIMIT).until(() -> cutOff.pool().holds("t"));
    proxy.stall(true, false);
    await().atMost(LIMIT).until(() -> !cutOff.pool().holds("t"));
    proxy.stall(false, false);
    await().atMost(LIMIT).until(() -> cutOff.pool().holds("t"));
    cutOff.pool().succeed("t", Json.of("1"));
    assertThat(result("t").attempts()).isOne();
    assertThat(counts().happened()).doesNotContainKey("takeovers");
  }

  @Tag("long")
  @Test
  void taskThatWasDeliveredInALostAnswerIsTakenAgain() throws Exception {
    FakeSupervisor supervisor = supervisor(proxy.address());
    proxy.stallAtAnswer("lost-answer");
    submit("lost-answer", "say");
    await().atMost(LIMIT).until(() -> proxy.heldBack() > 0);
    assertThat(counts().running()).isOne();
    proxy.cut();
    proxy.stall(false, false);
    assertThat(result("lost-answer").status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(counts().happened()).containsEntry("takeovers", 1L);
    assertThat(supervisor.messages().toString()).contains("answers again");
  }

  @Tag("long")
  @Test
  void endThatIsToldWhileTheServerIsAwayArrivesLater() throws Exception {
    FakeSupervisor supervisor = supervisor(redis.address());
    submit("t", "hold");
    await().atMost(LIMIT).until(() -> supervisor.pool().holds("t"));
    redis.kill();
    supervisor.pool().succeed("t", Json.of("1"));
    await().atMost(LIMIT).until(() -> !messages.isEmpty() && !supervisor.messages().isEmpty());
    redis.restart();
    assertThat(result("t").status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(all).hasSize(1);
    for (List<String> each : List.of(messages, supervisor.messages())) {
      assertThat(each).filteredOn(text -> text.contains("trying again")).hasSize(1);
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> assertThat(each).filteredOn(text -> text.contains("answers again")).hasSize(1));
    }
  }

  @Test
  void serverThatIsKilledWithItsLogLosesNothing() throws Exception {
    for (int i = 0; i < 3; i++) {
      FakeSupervisor unused = supervisor(redis.address());
    }
    for (int i = 0; i < 2_000; i++) {
      submit("t" + i, i % 10 == 0 ? "fail" : "say", 1, Duration.ofMillis(100));
    }
    await().atMost(LIMIT).until(() -> results.size() > 300);
    redis.kill();
    redis.restart();
    await().atMost(LIMIT).until(() -> results.size() == 2_000);
    assertThat(all).hasSize(2_000);
    assertThat(all)
        .filteredOn(each -> each.status() == TaskStatus.FAILED)
        .hasSize(200)
        .allMatch(each -> each.attempts() == 2);
    await().atMost(LIMIT).untilAsserted(() -> assertThat(left(counts())).isZero());
  }

  @Test
  void manyTasksOfALostSupervisorAreTakenOverAsFastAsTheyRun() throws Exception {
    for (int i = 0; i < 300; i++) {
      submit("t" + i, "say");
    }
    await().atMost(LIMIT).until(() -> counts().waiting() == 300);
    takeAsLostSupervisor(300);
    FakeSupervisor unused = supervisor(redis.address());
    await().atMost(LIMIT).until(() -> results.size() == 300);
    assertThat(counts().happened()).containsEntry("takeovers", 300L);
  }

  @Test
  void taskOfALostSupervisorDoesNotWaitUntilAllOthersHaveRun() throws Exception {
    submit("orphan", "hold");
    await().atMost(LIMIT).until(() -> counts().waiting() == 1);
    takeAsLostSupervisor(1);
    for (int i = 0; i < 100; i++) {
      submit("t" + i, "hold");
    }
    FakeSupervisor busy = supervisor(redis.address());
    int next = 0;
    while (!busy.pool().holds("orphan")) {
      String id = "t" + next++;
      await()
          .atMost(LIMIT)
          .pollDelay(Duration.ofMillis(100))
          .until(() -> busy.pool().holds(id) || busy.pool().holds("orphan"));
      if (busy.pool().holds(id)) {
        busy.pool().succeed(id, Json.NULL);
      }
    }
    assertThat(counts().waiting()).isPositive();
  }

  /** Takes waiting tasks as a supervisor does that is killed then. */
  private void takeAsLostSupervisor(int count) {
    String unused =
        redis.ask(
            ("XREADGROUP GROUP reeve lost COUNT "
                    + count
                    + " STREAMS reeve:1:{jobs}:tasks:normal >")
                .split(" "));
  }

  @Test
  void countIsAskedAgainWhereTheConnectionWasThatToAServerBeforeItsRestart() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(counts().waiting()).isZero();
      redis.kill();
      redis.restart();
    }
    assertThat(broker.dead(1)).isEmpty();
    redis.kill();
    redis.restart();
    assertThat(broker.record("none")).isNull();
  }

  private static long left(BrokerCounts counts) {
    return counts.waiting() + counts.running() + counts.delayed() + counts.bytes();
  }

  @Tag("long")
  @Test
  void delayedRetryOutlivesAllSupervisors() throws Exception {
    FakeSupervisor first = supervisor(redis.address());
    submit("t", "fail", 1, Duration.ofSeconds(1));
    await().atMost(LIMIT).until(() -> counts().delayed() == 1);
    first.close();
    assertThat(results).isEmpty();
    FakeSupervisor unused = supervisor(redis.address());
    assertThat(result("t").attempts()).isEqualTo(2);
    assertThat(counts().delayed()).isZero();
  }

  @Tag("long")
  @Test
  void emptiedServerGetsItsTasksFromTheSubmitterAgain() throws Exception {
    FakeSupervisor supervisor = supervisor(redis.address());
    submit("t", "hold");
    await().atMost(LIMIT).until(() -> supervisor.pool().holds("t"));
    String unused = redis.ask("FLUSHALL");
    unused = redis.ask("CLIENT", "KILL", "TYPE", "normal"); // else it is found in 15 seconds
    await().atMost(LIMIT).until(() -> messages.toString().contains("has lost 1 task, such as t;"));
    await().atMost(LIMIT).until(() -> counts().running() == 1 && supervisor.pool().holds("t"));
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              if (supervisor.pool().holds("t")) {
                supervisor.pool().succeed("t", Json.of("1"));
              }
              return results.containsKey("t");
            });
    assertThat(all).hasSize(1);
    assertThat(supervisor.messages()).noneMatch(text -> text.contains("unexpected"));
  }

  @Test
  void fullServerMakesSubmittersWaitAndIsEmptied() throws Exception {
    submit("t0", "say");
    await().atMost(LIMIT).until(() -> counts().waiting() == 1);
    String unused = redis.ask("CONFIG", "SET", "maxmemory", "1");
    for (int i = 1; i <= 20; i++) {
      submit("t" + i, "say");
    }
    await().atMost(LIMIT).until(() -> messages.toString().contains("waiting for room"));
    assertThat(messages.toString()).contains("the memory of").contains("--keep-records");
    FakeSupervisor supervisor = supervisor(redis.address());
    assertThat(result("t0").status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(results).hasSize(1);
    unused = redis.ask("CONFIG", "SET", "maxmemory", "0");
    assertThat(result("t20").status()).isEqualTo(TaskStatus.SUCCEEDED);
    await().atMost(LIMIT).until(() -> all.size() == 21);
    assertThat(messages).hasSize(1);
    assertThat(supervisor.messages()).isEmpty();
  }

  @Test
  void serverThatWouldThrowTasksAwayIsRefused() throws Exception {
    redis.kill();
    assertThatThrownBy(
            () -> Broker.open(List.of(redis.address()), "jobs", BrokerLogin.NONE, text -> {}))
        .isInstanceOf(ServerAwayException.class)
        .hasMessageContaining("Connection refused");
    redis.restart();
    String unused = redis.ask("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
    assertThatThrownBy(
            () -> Broker.open(List.of(redis.address()), "jobs", BrokerLogin.NONE, text -> {}))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining("maxmemory-policy allkeys-lru")
        .hasMessageContaining("CONFIG SET maxmemory-policy noeviction");
    unused = redis.ask("CONFIG", "SET", "maxmemory-policy", "noeviction");
  }

  @Test
  void serverIsCheckedAgainAfterItWasAway() throws Exception {
    try (RedisServer server =
        new RedisServer(redis.address(), BrokerLogin.NONE, new QueueName("jobs"))) {
      server.requireUsable();
      String unused = redis.ask("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
      unused = redis.ask("CLIENT", "KILL", "TYPE", "normal");
      assertThatThrownBy(server::ping).isInstanceOf(ServerAwayException.class);
      assertThatThrownBy(server::requireUsable).hasMessageContaining("allkeys-lru");
      unused = redis.ask("CONFIG", "SET", "maxmemory-policy", "noeviction");
      server.requireUsable();
    }
  }

  @Test
  void stopWhileTheServerIsSilentTellsThatATaskMayBeInTheQueue() throws Exception {
    try (Broker silent =
            Broker.open(List.of(proxy.address()), "jobs", BrokerLogin.NONE, messages::add);
        BrokerPool pool = silent.pool(SubmitLimits.DEFAULT, Duration.ZERO)) {
      proxy.stallAtAnswer("accepted");
      pool.submit(Task.of(1, "t", "echo", Json.NULL), all::add);
      await().atMost(LIMIT).until(() -> counts().waiting() == 1);
      pool.stopNow("signal INT");
      await().atMost(LIMIT).until(() -> all.size() == 1);
      proxy.stall(false, false);
    }
    assertThat(all.get(0).status()).isEqualTo(TaskStatus.SKIPPED);
    assertThat(all.get(0).error().message())
        .isEqualTo("signal INT; it may be in the queue of the broker");
  }
}
