import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Callers of a server. What is answered with neither 200 nor 429 is an error. */
final class LoadClients {
  private static final int OK = 200;
  private static final int TOO_MANY = 429;

  private final LoadTarget target;
  private final int clients;

  LoadClients(LoadTarget target, int clients) {
    this.target = target;
    this.clients = clients;
  }

  private interface Caller {
    void run(LoadConnection connection, Latencies times) throws Exception;
  }

  /** Each client calls again as soon as it has its answer. */
  Latencies closedLoop(double seconds) throws Exception {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    return all(
        (connection, times) -> {
          byte[] request = target.request("7");
          while (System.nanoTime() < end) {
            call(connection, request, System.nanoTime(), times);
          }
        });
  }

  /**
   * Calls come at a fixed rate, whether answers do or not. A time counts from the moment when its
   * call was due, so a server that stalls is charged for the calls that could not be made
   * meanwhile.
   */
  Latencies openLoop(double perSecond, double seconds) throws Exception {
    long start = System.nanoTime();
    long calls = (long) (perSecond * seconds);
    AtomicLong next = new AtomicLong();
    return all(
        (connection, times) -> {
          byte[] request = target.request("7");
          for (long call = next.getAndIncrement(); call < calls; call = next.getAndIncrement()) {
            long due = start + (long) (call / perSecond * 1e9);
            long early = due - System.nanoTime();
            if (early > 0) {
              Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
            }
            call(connection, request, due, times);
          }
        });
  }

  private static void call(LoadConnection connection, byte[] request, long since, Latencies times)
      throws IOException {
    int status = connection.call(request);
    if (status == OK) {
      times.add(System.nanoTime() - since);
    } else if (status == TOO_MANY) {
      times.addRefused();
    } else {
      throw new IOException("a call was answered with " + status);
    }
  }

  private Latencies all(Caller caller) throws Exception {
    Latencies times = new Latencies();
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        running.add(
            threads.submit(
                () -> {
                  try (LoadConnection connection = target.connect()) {
                    caller.run(connection, times);
                  }
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
      return times;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      threads.shutdownNow();
    }
  }
}
