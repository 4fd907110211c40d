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
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a replica, and a Sentinel that watches both. */
@Tag("long")
class SentinelTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String TASKS = "reeve:1:{jobs}:tasks:normal";

  private RedisProcess primary;
  private RedisProcess replica;
  private RedisProcess sentinel;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final List<TaskResult> results = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start(@TempDir Path folder) {
    primary =
        RedisProcess.start(
            folder.resolve("primary"), "--appendonly", "yes", "--repl-diskless-sync-delay", "0");
    String port = Integer.toString(primary.port());
    replica =
        RedisProcess.start(
            folder.resolve("replica"), "--appendonly", "yes", "--replicaof", "127.0.0.1", port);
    awaitReplica();
    sentinel = RedisProcess.startSentinel(folder.resolve("sentinel"), primary);
    await()
        .atMost(LIMIT)
        .until(() -> sentinel.ask("SENTINEL", "REPLICAS", "main").startsWith("*1"));
  }

  @AfterEach
  void stop() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
    sentinel.close();
    replica.close();
    primary.close();
    Leftovers.assertNone();
  }

  private void awaitReplica() {
    await()
        .atMost(LIMIT)
        .until(() -> replica.ask("INFO", "replication").contains("master_link_status:up"));
  }

  private BrokerAddress address() {
    return BrokerAddress.of("redis+sentinel://127.0.0.1:%d/main".formatted(sentinel.port()));
  }

  private Broker broker() throws BrokerException {
    Broker broker = Broker.open(List.of(address()), "jobs", BrokerLogin.NONE, messages::add);
    open.add(broker);
    return broker;
  }

  private BrokerPool pool(Broker broker) {
    BrokerPool pool = broker.pool(SubmitLimits.DEFAULT, Duration.ZERO);
    open.add(pool);
    return pool;
  }

  private FakeSupervisor supervisor() throws Exception {
    FakeSupervisor supervisor =
        new FakeSupervisor(
            List.of(address()), FakeSupervisor.shortLease(), Map.of("say", payload -> payload));
    open.add(supervisor);
    return supervisor;
  }

  private void submit(BrokerPool pool, int from, int to) {
    for (int i = from; i < to; i++) {
      pool.submit(Task.of(i + 1, "t" + i, "say", Json.of("" + i)), results::add);
    }
  }

  @Test
  void failOverLosesNoTaskThatTheReplicaHas() throws Exception {
    Broker broker = broker();
    BrokerPool pool = pool(broker);
    submit(pool, 0, 2_000);
    await().atMost(LIMIT).until(() -> replica.ask("XLEN", TASKS).equals(":2000\r\n"));
    List<FakeSupervisor> supervisors = List.of(supervisor(), supervisor());
    await().atMost(LIMIT).until(() -> results.size() > 200);
    primary.kill();
    submit(pool, 2_000, 2_200);
    await().atMost(LIMIT).until(() -> results.size() >= 2_200);

    assertThat(replica.ask("ROLE")).contains("master");
    assertThat(results).extracting(TaskResult::id).doesNotHaveDuplicates().hasSize(2_200);
    assertThat(results)
        .allMatch(each -> each.status() == TaskStatus.SUCCEEDED && each.attempts() == 1);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              BrokerCounts counts = broker.counts().get(0);
              assertThat(counts.waiting() + counts.running() + counts.delayed()).isZero();
              assertThat(counts.bytes()).isZero();
              assertThat(counts.happened()).containsEntry("succeeded", 2_200L);
            });
    for (int i = 0; i < 2_200; i++) {
      assertThat(broker.record("t" + i)).isNotNull();
    }
    for (FakeSupervisor each : supervisors) {
      assertThat(each.messages()).noneMatch(text -> text.contains("unexpected"));
    }
  }

  @Test
  void masterThatMustHaveAReplicaTakesNothingWithoutOne() throws Exception {
    BrokerPool pool = pool(broker());
    FakeSupervisor supervisor = supervisor();
    submit(pool, 0, 1);
    await().atMost(LIMIT).until(() -> results.size() == 1);
    String unused = primary.ask("CONFIG", "SET", "min-replicas-to-write", "1");
    replica.kill();
    submit(pool, 1, 20);
    await().atMost(LIMIT).until(() -> messages.toString().contains("NOREPLICAS"));
    assertThat(results).hasSize(1);
    replica.restart();
    awaitReplica();
    await().atMost(LIMIT).until(() -> results.size() == 20);
    assertThat(results).extracting(TaskResult::id).doesNotHaveDuplicates();
    assertThat(supervisor.messages()).noneMatch(text -> text.contains("unexpected"));
  }

  @Test
  void wrongFormOfAnAddressIsTold() {
    int watched = primary.port();
    int watcher = sentinel.port();
    assertRefused("redis+sentinel://127.0.0.1:%d/other".formatted(watcher), "not monitored");
    assertRefused("redis+sentinel://127.0.0.1:%d/main".formatted(watched), "All sentinels down");
    assertRefused("redis+cluster://127.0.0.1:" + watched, "is no cluster; name the server by");
    assertRefused("redis+cluster://127.0.0.1:" + watcher, "if it is a Sentinel, name it and");
    assertRefused("redis://127.0.0.1:" + watcher, "if it is a Sentinel, name it and the server");
    assertRefused("redis://127.0.0.1:" + replica.port(), "Name its master, or Sentinel");
  }

  private void assertRefused(String address, String why) {
    assertThatThrownBy(
            () ->
                Broker.open(
                        List.of(BrokerAddress.of(address)), "jobs", BrokerLogin.NONE, messages::add)
                    .close())
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining(address)
        .hasMessageContaining(why);
  }
}
