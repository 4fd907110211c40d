package dev.reeve.supervisor.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries in the streams of a queue that are no tasks, from random bytes. */
class BrokerGarbageTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String[] LANES = {"high", "normal", "low"};
  private static final String GOOD =
      "{\"id\":\"t\",\"handler\":\"echo\",\"payload\":[1],\"retries\":1,\"priority\":3,\"tags\":[\"a\"]}";

  private final Random random;

  BrokerGarbageTest() {
    long seed = Long.getLong("reeve.seed", System.nanoTime());
    random = new Random(seed);
    System.out.println("BrokerGarbageTest: -Dreeve.seed=" + seed);
  }

  @Test
  void garbageGivesRecordsAndHarmsNobody(@TempDir Path folder) throws Exception {
    Map<String, TaskResult> results = new ConcurrentHashMap<>();
    List<String> messages = new ArrayList<>();
    try (RedisProcess redis = RedisProcess.start(folder.resolve("redis"));
        Broker broker =
            Broker.open(List.of(redis.address()), "jobs", BrokerLogin.NONE, messages::add);
        BrokerPool pool = broker.pool(SubmitLimits.DEFAULT, Duration.ZERO);
        FakeSupervisor supervisor =
            new FakeSupervisor(List.of(redis.address()), FakeSupervisor.shortLease())) {
      for (int i = 0; i < 400; i++) {
        add(redis, i);
        if (i % 20 == 0) {
          pool.submit(Task.of(1, "good" + i, "echo", Json.NULL), it -> results.put(it.id(), it));
        }
      }
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                BrokerCounts counts = broker.counts().get(0);
                return counts.waiting() + counts.running() + counts.delayed() == 0;
              });
      await().atMost(LIMIT).until(() -> results.size() == 20);
      for (int i = 0; i < 400; i++) {
        assertThat(broker.record("g" + i)).as("g" + i).isNotNull();
      }
      assertThat(broker.counts().get(0).bytes()).isZero();
      assertThat(supervisor.messages()).isEmpty();
    }
    assertThat(messages).isEmpty();
    Leftovers.assertNone();
  }

  private void add(RedisProcess redis, int number) throws IOException {
    List<byte[]> command = new ArrayList<>();
    command.add(bytes("XADD"));
    command.add(bytes("reeve:1:{jobs}:tasks:" + LANES[random.nextInt(3)]));
    command.add(bytes("*"));
    command.add(bytes("id"));
    command.add(bytes("g" + number));
    if (random.nextInt(10) > 0) {
      command.add(bytes("task"));
      command.add(garbage(number));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      command.add(randomBytes(20));
      command.add(randomBytes(100));
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(bytes("*" + command.size() + "\r\n"));
      for (byte[] each : command) {
        out.write(bytes("$" + each.length + "\r\n"));
        out.write(each);
        out.write(bytes("\r\n"));
      }
      socket.shutdownOutput();
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("$");
    }
  }

  private byte[] garbage(int number) {
    return switch (random.nextInt(8)) {
      case 0 -> randomBytes(1000);
      case 1 -> bytes("[".repeat(random.nextInt(200_000)));
      case 2 -> bytes("{\"handler\":" + "{\"a\":".repeat(random.nextInt(50_000)));
      case 3 ->
          bytes("{\"handler\":\"echo\",\"payload\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}");
      case 4 ->
          bytes("{\"handler\":\"echo\",\"id\":\"" + "x".repeat(random.nextInt(100_000)) + "\"}");
      case 5 -> bytes("\"" + "y".repeat(1 << 20));
      case 6 -> mutated(bytes(GOOD.replace("\"t\"", "\"g" + number + "\"")));
      default ->
          bytes("{\"handler\":\"echo\",\"retries\":1e999,\"payload\":" + random.nextLong() + "}");
    };
  }

  private byte[] mutated(byte[] text) {
    for (int i = random.nextInt(6); i > 0; i--) {
      text[random.nextInt(text.length)] = (byte) random.nextInt(256);
    }
    return text;
  }

  private byte[] randomBytes(int most) {
    byte[] bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
