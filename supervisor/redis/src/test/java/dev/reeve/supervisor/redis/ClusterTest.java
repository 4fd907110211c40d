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
import redis.clients.jedis.util.JedisClusterCRC16;

/** A cluster of three masters, each with a queue. */
@Tag("long")
class ClusterTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int SLOTS = 16_384;

  private final List<RedisProcess> masters = new ArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final List<TaskResult> results = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start(@TempDir Path folder) {
    for (int i = 0; i < 3; i++) {
      int bus = RedisProcess.freePort();
      RedisProcess master =
          RedisProcess.start(
              folder.resolve("m" + i),
              "--appendonly yes --cluster-enabled yes --cluster-node-timeout 1500 --cluster-port "
                  .concat(Integer.toString(bus))
                  .split(" "));
      ask(master, "CLUSTER SET-CONFIG-EPOCH %d".formatted(i + 1));
      ask(master, "CLUSTER ADDSLOTSRANGE %d %d".formatted(firstSlot(i), firstSlot(i + 1) - 1));
      ask(
          i == 0 ? master : masters.get(0),
          "CLUSTER MEET 127.0.0.1 %d %d".formatted(master.port(), bus));
      masters.add(master);
    }
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              for (RedisProcess each : masters) {
                String info = each.ask("CLUSTER", "INFO");
                if (!info.contains("cluster_state:ok") || !info.contains("cluster_size:3")) {
                  return false;
                }
              }
              return true;
            });
  }

  private static int firstSlot(int master) {
    return SLOTS * master / 3;
  }

  private static void ask(RedisProcess master, String command) {
    assertThat(master.ask(command.split(" "))).as(command).isEqualTo("+OK\r\n");
  }

  @AfterEach
  void stop() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
    masters.forEach(RedisProcess::close);
    Leftovers.assertNone();
  }

  /** Returns the name of a queue that this master holds. */
  private static String queue(int master) {
    for (int i = 0; ; i++) {
      int slot = JedisClusterCRC16.getSlot(new QueueName("q" + i).key());
      if (slot >= firstSlot(master) && slot < firstSlot(master + 1)) {
        return "q" + i;
      }
    }
  }

  private List<BrokerAddress> cluster(int node) {
    return List.of(BrokerAddress.of("redis+cluster://127.0.0.1:" + masters.get(node).port()));
  }

  private Broker broker(int node, String queue) throws BrokerException {
    Broker broker = Broker.open(cluster(node), queue, BrokerLogin.NONE, messages::add);
    open.add(broker);
    return broker;
  }

  private BrokerPool pool(Broker broker) {
    BrokerPool pool = broker.pool(SubmitLimits.DEFAULT, Duration.ZERO);
    open.add(pool);
    return pool;
  }

  private FakeSupervisor supervisor(int node, String queue) throws Exception {
    FakeSupervisor supervisor =
        new FakeSupervisor(
            cluster(node), queue, FakeSupervisor.shortLease(), Map.of("say", payload -> payload));
    open.add(supervisor);
    return supervisor;
  }

  @Test
  void masterThatIsKilledWithItsLogLosesNothing() throws Exception {
    List<Broker> brokers = new ArrayList<>();
    List<FakeSupervisor> supervisors = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      brokers.add(broker((i + 1) % 3, queue(i))); // by a node that does not hold it
      supervisors.add(supervisor((i + 2) % 3, queue(i)));
      supervisors.add(supervisor(i, queue(i)));
    }
    for (int i = 0; i < 3; i++) {
      BrokerPool pool = pool(brokers.get(i));
      for (int n = 0; n < 700; n++) {
        String id = "q%d-t%d".formatted(i, n);
        pool.submit(Task.of(n + 1, id, "say", Json.of("" + n)), results::add);
      }
    }
    await().atMost(LIMIT).until(() -> results.size() > 200);
    masters.get(1).kill();
    await().atMost(LIMIT).until(() -> messages.toString().contains("trying again"));
    masters.get(1).restart();
    await().atMost(LIMIT).until(() -> results.size() >= 2_100);

    assertThat(results).extracting(TaskResult::id).doesNotHaveDuplicates().hasSize(2_100);
    assertThat(results).allMatch(each -> each.status() == TaskStatus.SUCCEEDED);
    for (int i = 0; i < 3; i++) {
      BrokerCounts counts = brokers.get(i).counts().get(0);
      assertThat(counts.waiting() + counts.running() + counts.bytes()).isZero();
      assertThat(counts.happened()).containsEntry("succeeded", 700L);
      assertThat(masters.get(i).ask("EXISTS", "reeve:1:{%s}:counts".formatted(queue(i))))
          .isEqualTo(":1\r\n");
    }
    assertThat(messages).noneMatch(text -> text.contains("unexpected"));
    for (FakeSupervisor each : supervisors) {
      assertThat(each.messages()).noneMatch(text -> text.contains("unexpected"));
    }
  }

  @Test
  void anyServerOfAClusterLeadsToTheQueueIfItIsNamedAsACluster() throws Exception {
    String queue = queue(0);
    FakeSupervisor unused = supervisor(0, queue);
    for (int i = 0; i < 3; i++) {
      String id = "t" + i;
      pool(broker(i, queue)).submit(Task.of(1, id, "say", Json.NULL), results::add);
    }
    await().atMost(LIMIT).until(() -> results.size() == 3);
    int port = masters.get(1).port();
    BrokerAddress single = BrokerAddress.of("redis://127.0.0.1:" + port);
    assertThatThrownBy(() -> Broker.open(List.of(single), queue, BrokerLogin.NONE, text -> {}))
        .isInstanceOf(BrokerException.class)
        .isNotInstanceOf(ServerAwayException.class)
        .hasMessageContaining("is one server of a cluster")
        .hasMessageContaining("name the cluster: redis+cluster://127.0.0.1:" + port);
  }
}
