import dev.reeve.json.Json;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WorkerOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Shows what a supervisor still holds after very many workers: each task has a worker of its own,
 * and after each hundred the descriptors, threads and memory of the supervisor at rest are printed.
 * Exits with 1 if the last line has more descriptors or threads than the first, but for a few.
 *
 * <p>{@code java -cp supervisor.jar Restarts.java [--restarts N] [--step N] [--workers N]}
 *
 * <p>For an answer about memory give it a small heap, such as {@code -Xmx64m}: a large one is
 * filled before it is cleaned.
 */
public final class Restarts {
  /** The JDK opens and starts some for itself, sooner or later, whatever is restarted. */
  private static final int NOISE = 3;

  private static final Duration TO_REST = Duration.ofSeconds(2);

  /** A worker that was started for a task which another one has done ends then. */
  private static final Duration IDLE = Duration.ofMillis(100);

  /** What this process holds at one moment; memory in kilobytes. */
  private record Holding(long descriptors, int threads, long resident, long heap) {}

  private final Supervisor supervisor;
  private long seq;

  private Restarts(Supervisor supervisor) {
    this.supervisor = supervisor;
  }

  public static void main(String[] args) throws Exception {
    int restarts = option(args, "--restarts", 2_000);
    int step = option(args, "--step", 100);
    WorkerOptions oneTaskEach = new WorkerOptions(List.of(), List.of("-Xmx32m"), Map.of(), 1, 0);
    Supervisor supervisor =
        Supervisor.builder()
            .workers(option(args, "--workers", 2))
            .worker(oneTaskEach)
            .idleLimit(IDLE)
            .start();
    List<Holding> holdings = new Restarts(supervisor).measure(restarts, step);
    RunSummary summary = supervisor.finish();
    System.out.printf(
        "%d workers for %d tasks in %.1f s, not joined %s%n",
        summary.workers().size(),
        summary.total(),
        summary.wall().toMillis() / 1000.0,
        summary.unjoined());
    boolean all = summary.count(TaskStatus.SUCCEEDED) == summary.total();
    System.exit(all && summary.unjoined().isEmpty() && bounded(holdings) ? 0 : 1);
  }

  private static int option(String[] args, String name, int otherwise) {
    int at = List.of(args).indexOf(name);
    return at < 0 ? otherwise : Integer.parseInt(args[at + 1]);
  }

  private static boolean bounded(List<Holding> holdings) {
    Holding first = holdings.get(0);
    Holding last = holdings.get(holdings.size() - 1);
    return last.descriptors() <= first.descriptors() + NOISE
        && last.threads() <= first.threads() + NOISE;
  }

  private List<Holding> measure(int restarts, int step) throws Exception {
    List<Holding> holdings = new ArrayList<>();
    System.out.println("restarts  descriptors  threads  resident kB  heap kB");
    for (int done = step; done <= restarts; done += step) {
      runTasks(step);
      Holding now = atRest();
      holdings.add(now);
      System.out.printf(
          "%8d  %11d  %7d  %11d  %7d%n",
          done, now.descriptors(), now.threads(), now.resident(), now.heap());
    }
    return holdings;
  }

  private void runTasks(int count) throws Exception {
    List<CompletableFuture<TaskResult>> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      results.add(supervisor.submit(Task.of(++seq, "t" + seq, "echo", Json.NULL)));
    }
    for (CompletableFuture<TaskResult> result : results) {
      result.get(2, TimeUnit.MINUTES);
    }
  }

  /**
   * The least of what is held over a while, from when there is no worker: the last of a hundred is
   * still on its way out when its result is there, and the JDK keeps an idle thread for a minute.
   */
  private Holding atRest() throws Exception {
    while (supervisor.snapshot().get().workers().stream().anyMatch(worker -> worker.pid() > 0)) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    System.gc();
    Holding least = now();
    long end = System.nanoTime() + TO_REST.toNanos();
    while (System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(100);
      Holding next = now();
      least =
          new Holding(
              Math.min(least.descriptors(), next.descriptors()),
              Math.min(least.threads(), next.threads()),
              Math.min(least.resident(), next.resident()),
              Math.min(least.heap(), next.heap()));
    }
    return least;
  }

  private static Holding now() throws IOException {
    Runtime runtime = Runtime.getRuntime();
    return new Holding(
        descriptors(),
        Thread.getAllStackTraces().size(),
        status("VmRSS:"),
        (runtime.totalMemory() - runtime.freeMemory()) / 1024);
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  private static long status(String field) throws IOException {
    for (String line :
        Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1)) {
      if (line.startsWith(field)) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return -1;
  }
}
