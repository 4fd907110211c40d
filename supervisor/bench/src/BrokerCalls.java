import dev.reeve.json.Json;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.redis.Broker;
import dev.reeve.supervisor.redis.BrokerAddress;
import dev.reeve.supervisor.redis.BrokerLogin;
import dev.reeve.supervisor.redis.BrokerPool;
import dev.reeve.supervisor.redis.SubmitLimits;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A program that submits no-op tasks to a broker and waits for their records: N at once, answered
 * by the seconds that it took; −N one after the other, answered by median and 99th percentile in
 * milliseconds. See {@link Conversation}.
 */
public final class BrokerCalls {
  private final BrokerPool pool;
  private int seq;

  private BrokerCalls(BrokerPool pool) {
    this.pool = pool;
  }

  public static void main(String[] args) throws Exception {
    BrokerAddress address = BrokerAddress.of("redis://127.0.0.1:" + args[0]);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    try (Broker broker =
            Broker.open(List.of(address), "default", BrokerLogin.NONE, BrokerCalls::tell);
        BrokerPool pool = broker.pool(SubmitLimits.DEFAULT, Duration.ZERO)) {
      BrokerCalls calls = new BrokerCalls(pool);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int number = Integer.parseInt(line);
        System.out.println(number > 0 ? calls.allAtOnce(number) : calls.oneByOne(-number));
      }
    }
  }

  private static void tell(String message) {
    System.err.println(message);
  }

  private Task task() {
    seq++;
    return Task.of(
        seq,
        ProcessHandle.current().pid() + "-" + seq,
        "echo",
        Json.ofUtf8(("{\"n\":" + seq + "}").getBytes(StandardCharsets.US_ASCII)));
  }

  private double allAtOnce(int count) throws InterruptedException {
    long start = System.nanoTime();
    CountDownLatch left = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      pool.submit(task(), result -> left.countDown());
    }
    left.await();
    return (System.nanoTime() - start) / 1e9;
  }

  private String oneByOne(int count) throws InterruptedException {
    double[] millis = new double[count];
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      CountDownLatch ended = new CountDownLatch(1);
      pool.submit(task(), result -> ended.countDown());
      ended.await();
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    return millis[count / 2] + " " + millis[count * 99 / 100];
  }
}
