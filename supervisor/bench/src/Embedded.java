import dev.reeve.json.Json;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program with Reeve inside, with default settings and a cache folder: {@code Embedded MODE
 * WORKERS}. Each line of input is a number; the answer is a line of figures.
 *
 * <ul>
 *   <li>{@code batch}: so many tasks that give back a number, submitted at once; tasks per second
 *   <li>{@code call}: so many tasks, one after the other; median and 99th percentile in
 *       microseconds
 *   <li>{@code ready}: a new pool of one; milliseconds until its first result
 *   <li>{@code gap}: so many naps; median time of a worker between two of them, in milliseconds
 *   <li>{@code pids}: the workers' process ids
 * </ul>
 */
public final class Embedded {
  private static final Json SMALL = Json.parse("{\"n\":1}");
  private static final Json NAP = Json.parse("{\"duration\":\"100ms\"}");
  private static final Json SHORT_NAP = Json.parse("{\"duration\":\"50ms\"}");

  private final Supervisor supervisor;
  private final int workers;
  private long seq;

  private Embedded(Supervisor supervisor, int workers) {
    this.supervisor = supervisor;
    this.workers = workers;
  }

  public static void main(String[] args) throws Exception {
    forgetThisProgram();
    int workers = Integer.parseInt(args[1]);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Supervisor supervisor = pool(workers)) {
      Embedded embedded = new Embedded(supervisor, workers);
      embedded.startAll();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(text(embedded.answer(args[0], Integer.parseInt(line))));
      }
    }
  }

  private static Supervisor pool(int workers) {
    Path archives = Path.of(System.getenv("XDG_CACHE_HOME"), "reeve");
    return Supervisor.builder().workers(workers).cacheFolder(archives).start();
  }

  /** Workers get the class path of their program: let that be the jar alone, as it is elsewhere. */
  private static void forgetThisProgram() {
    String all = System.getProperty("java.class.path");
    System.setProperty("java.class.path", all.substring(0, all.indexOf(File.pathSeparatorChar)));
  }

  private static String text(double[] figures) {
    return String.join(" ", Arrays.stream(figures).mapToObj(String::valueOf).toList());
  }

  private double[] answer(String mode, int count) throws Exception {
    return switch (mode) {
      case "batch" -> batch(count);
      case "call" -> calls(count);
      case "ready" -> ready();
      case "gap" -> gaps(count);
      case "pids" -> pids();
      default -> throw new IllegalArgumentException(mode);
    };
  }

  /** A worker is started when there is work for it, so there must be some for all at one time. */
  private void startAll() throws Exception {
    do {
      naps(workers, SHORT_NAP, result -> {});
    } while (!activity().stream().allMatch(worker -> worker.state().equals("idle")));
  }

  private List<PoolSnapshot.WorkerActivity> activity() throws Exception {
    return supervisor.snapshot().get(1, TimeUnit.MINUTES).workers();
  }

  private double[] batch(int count) throws Exception {
    Countdown countdown = new Countdown(count);
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      seq++;
      String number = Long.toString(seq);
      Json payload = Json.ofTrusted(number.getBytes(StandardCharsets.US_ASCII));
      supervisor.submit(Task.of(seq, number, "echo", payload), countdown);
    }
    countdown.await();
    return new double[] {count * 1e9 / (System.nanoTime() - start)};
  }

  private double[] calls(int count) throws Exception {
    double[] times = new double[count];
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      seq++;
      supervisor.submit(Task.of(seq, Long.toString(seq), "echo", SMALL)).get();
      times[i] = (System.nanoTime() - start) / 1e3;
    }
    Arrays.sort(times);
    return new double[] {times[count / 2], times[count * 99 / 100]};
  }

  private static double[] ready() throws Exception {
    long start = System.nanoTime();
    try (Supervisor another = pool(1)) {
      another.submit(Task.of(1, "first", "echo", Json.NULL)).get();
      return new double[] {(System.nanoTime() - start) / 1e6};
    }
  }

  /**
   * Between two results of a worker lies what it did not spend on the second task: that result's
   * moment less the moment of the one before, less the time that the handler ran as its worker
   * measured it. Both moments are late by the way of a result, which cancels out in the median.
   */
  private double[] gaps(int count) throws Exception {
    Map<Integer, Long> lastResult = new HashMap<>();
    List<Double> gaps = new ArrayList<>();
    naps(
        count,
        NAP,
        result -> {
          long now = System.nanoTime();
          Long before = lastResult.put(result.worker().slot(), now);
          if (before != null) {
            gaps.add((now - before - result.durationNanos()) / 1e6);
          }
        });
    return new double[] {Rounds.median(gaps.stream().mapToDouble(Double::doubleValue).toArray())};
  }

  private void naps(int count, Json payload, ResultListener listener) throws Exception {
    Countdown countdown = new Countdown(count);
    for (int i = 0; i < count; i++) {
      seq++;
      supervisor.submit(
          Task.of(seq, Long.toString(seq), "sleep", payload),
          result -> {
            listener.onResult(result);
            countdown.onResult(result);
          });
    }
    countdown.await();
  }

  private double[] pids() throws Exception {
    return activity().stream().mapToDouble(PoolSnapshot.WorkerActivity::pid).toArray();
  }

  /** Waits for so many results; told of them by one thread. */
  private static final class Countdown implements ResultListener {
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private int left;

    Countdown(int count) {
      this.left = count;
    }

    @Override
    public void onResult(TaskResult result) {
      if (result.status() != TaskStatus.SUCCEEDED) {
        finished.completeExceptionally(new IllegalStateException("ended badly: " + result));
      }
      left--;
      if (left == 0) {
        finished.complete(null);
      }
    }

    void await() throws Exception {
      finished.get(10, TimeUnit.MINUTES);
    }
  }
}
