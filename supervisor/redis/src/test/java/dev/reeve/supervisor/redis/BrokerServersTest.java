package dev.reeve.supervisor.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
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

/** One queue on two independent servers. */
class BrokerServersTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private RedisProcess first;
  private RedisProcess second;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final Map<String, TaskResult> results = new ConcurrentHashMap<>();

  @BeforeEach
  void start(@TempDir Path folder) {
    first = RedisProcess.start(folder.resolve("first"), "--appendonly", "yes");
    second = RedisProcess.start(folder.resolve("second"), "--appendonly", "yes");
  }

  @AfterEach
  void stop() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
    first.close();
    second.close();
    Leftovers.assertNone();
  }

  private List<BrokerAddress> both() {
    return List.of(first.address(), second.address());
  }

  private Broker broker() throws BrokerException {
    Broker broker = Broker.open(both(), "jobs", BrokerLogin.NONE, messages::add);
    open.add(broker);
    return broker;
  }

  private BrokerPool pool(Broker broker) {
    BrokerPool pool = broker.pool(SubmitLimits.DEFAULT, Duration.ZERO);
    open.add(pool);
    return pool;
  }

  private FakeSupervisor supervisor() throws Exception {
    FakeSupervisor supervisor = new FakeSupervisor(both(), FakeSupervisor.shortLease());
    open.add(supervisor);
    return supervisor;
  }

  private void submit(BrokerPool pool, String id, String handler) {
    pool.submit(Task.of(1, id, handler, Json.NULL), result -> results.put(result.id(), result));
  }

  private static long waiting(RedisProcess server) {
    String answer = server.ask("XLEN", "reeve:1:{jobs}:tasks:normal").strip();
    return Long.parseLong(answer.substring(1));
  }

  @Test
  void tasksAreSpreadByIdAndTakenFromAll() throws Exception {
    Broker broker = broker();
    BrokerPool pool = pool(broker);
    for (int i = 0; i < 400; i++) {
      submit(pool, "t" + i, "echo");
    }
    await().atMost(LIMIT).until(() -> waiting(first) + waiting(second) == 400);
    assertThat(waiting(first)).isBetween(120L, 280L);
    assertThat(broker.counts()).extracting(BrokerCounts::waiting).allMatch(n -> n > 100);
    FakeSupervisor unused = supervisor();
    await().atMost(LIMIT).until(() -> results.size() == 400);
    assertThat(broker.record("t1")).isNotNull();
    assertThat(broker.record("none")).isNull();
  }

  @Test
  void deadTasksAreThoseOfServersThatAnswer() throws Exception {
    Broker broker = broker();
    String unused =
        first.ask("XADD", "reeve:1:{jobs}:dead", "*", "id", "t", "task", "{\"handler\":\"echo\"}");
    second.kill();
    assertThat(broker.dead(9)).extracting(DeadTask::id).containsExactly("t");
    assertThat(broker.requeue(broker.dead(9).get(0))).isTrue();
    first.kill();
    assertThatThrownBy(() -> broker.dead(9)).isInstanceOf(BrokerException.class);
  }

  @Tag("long")
  @Test
  void serverThatIsAwayAtTheStartIsUsedWhenItComes() throws Exception {
    second.kill();
    Broker broker = broker();
    assertThat(messages.toString())
        .contains("Connection refused")
        .contains("the others are used without it");
    BrokerPool pool = pool(broker);
    for (int i = 0; i < 2_000; i++) {
      submit(pool, "t" + i, "echo");
    }
    FakeSupervisor unused = supervisor();
    await().atMost(LIMIT).until(() -> results.size() == 2_000);
    second.restart();
    await().atMost(LIMIT).until(() -> messages.toString().contains("answers again"));
    for (int i = 2_000; i < 2_100; i++) {
      submit(pool, "t" + i, "echo");
    }
    await().atMost(LIMIT).until(() -> results.size() == 2_100);
    assertThat(second.ask("HGET", "reeve:1:{jobs}:counts", "succeeded")).startsWith("$2");
    assertThat(broker.counts()).hasSize(2);
  }

  @Tag("long")
  @Test
  void feedUsesAServerAgainThatWasAway() throws Exception {
    second.kill();
    BrokerFeed feed = broker().feed(SubmitLimits.DEFAULT, result -> {});
    open.add(feed);
    for (int i = 0; i < 50; i++) {
      feed.put(Task.of(1, "t" + i, "echo", Json.NULL));
    }
    feed.finish();
    assertThat(waiting(first)).isEqualTo(50);
    second.restart();
    await().atMost(LIMIT).until(() -> messages.toString().contains("answers again"));
    for (int i = 50; i < 100; i++) {
      feed.put(Task.of(1, "t" + i, "echo", Json.NULL));
    }
    feed.finish();
    assertThat(waiting(second)).isPositive();
  }

  @Test
  void noServerAtAllIsAFailure() {
    first.kill();
    second.kill();
    assertThatThrownBy(this::broker)
        .isInstanceOf(ServerAwayException.class)
        .hasMessageContaining("Connection refused");
  }

  @Test
  void tasksOfAKilledServerWaitAndThoseOfTheOtherGoOn() throws Exception {
    Broker broker = broker();
    BrokerPool pool = pool(broker);
    for (int i = 0; i < 400; i++) {
      submit(pool, "t" + i, "echo");
    }
    await().atMost(LIMIT).until(() -> waiting(first) + waiting(second) == 400);
    long onSecond = waiting(second);
    second.kill();
    FakeSupervisor unused = supervisor();
    await().atMost(LIMIT).until(() -> results.size() == 400 - onSecond);
    second.restart();
    await().atMost(LIMIT).until(() -> results.size() == 400);
    assertThat(results.values()).allMatch(each -> each.status() == TaskStatus.SUCCEEDED);
  }

  @Test
  void endsThatAKilledServerDoesNotKnowDoNotKeepTheSupervisorFromTheOther() throws Exception {
    Broker broker = broker();
    BrokerPool pool = pool(broker);
    List<String> held = new ArrayList<>();
    for (int i = 0; held.size() < 2; i++) {
      String id = "hold" + i;
      if (isOnSecond(id)) {
        held.add(id);
        submit(pool, id, "hold");
      }
    }
    FakeSupervisor supervisor = supervisor();
    await().atMost(LIMIT).until(() -> held.stream().allMatch(supervisor.pool()::holds));
    second.kill();
    held.forEach(id -> supervisor.pool().succeed(id, Json.NULL));
    int others = 0;
    for (int i = 0; others < 10; i++) {
      if (!isOnSecond("t" + i)) {
        others++;
        submit(pool, "t" + i, "echo");
      }
    }
    await().atMost(LIMIT).until(() -> results.size() == 10);
    second.restart();
    await().atMost(LIMIT).until(() -> results.size() == 12);
    assertThat(results.values()).allMatch(each -> each.status() == TaskStatus.SUCCEEDED);
  }

  private boolean isOnSecond(String id) {
    return ServerChoice.weight(second.address().toString(), id)
        > ServerChoice.weight(first.address().toString(), id);
  }
}
