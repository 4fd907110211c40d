import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.SupervisorLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Troubles a pool inside a program: sixteen threads (virtual ones where the JVM has them) submit
 * tasks that succeed, fail, end their worker, last too long and are cancelled, while the pool is
 * resized and workers are killed. Then it counts: each future must have ended in the way of its
 * task, and the summary must name as many tasks as were submitted; the heap must not have grown; no
 * process may be left. Exits with 0 if so, else with 1. Started by {@code supervisor/bench/chaos
 * pool}.
 */
public final class PoolTroubles {
  private static final List<String> OPTIONS = List.of("--seconds", "--seed");
  private static final int THREADS = 16;
  private static final int MOST_WORKERS = 6;
  private static final double MEGABYTE = 1 << 20;

  private final int seconds;
  private final long seed;
  private final Random random;
  private final PoolTally tally = new PoolTally();

  /** Warnings of the supervisor, with each number as N, and how often they came. */
  private final Map<String, Long> warnings = new ConcurrentSkipListMap<>();

  private int kills;
  private int resizes;

  private PoolTroubles(Map<String, String> options) {
    seconds = Integer.parseInt(options.getOrDefault("--seconds", "60"));
    seed = Long.parseLong(options.getOrDefault("--seed", "" + System.nanoTime()));
    random = new Random(seed);
    System.out.println("seed " + seed);
  }

  public static void main(String[] args) throws Exception {
    Folders.removeAtExit(Path.of(args[1]));
    Map<String, String> options = ChaosArguments.options(args, "chaos pool", OPTIONS);
    System.exit(new PoolTroubles(options).run() ? 0 : 1);
  }

  private boolean run() throws Exception {
    Supervisor pool = Supervisor.builder().workers(MOST_WORKERS).log(this::note).start();
    ExecutorService threads = threads();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    List<Future<?>> submitters = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      submitters.add(threads.submit(new PoolSubmitter(pool, seed + i, end, tally)));
    }
    double early = troubleUntil(end - TimeUnit.SECONDS.toNanos(seconds * 3L / 4), pool);
    double late = troubleUntil(end, pool);
    for (Future<?> submitter : submitters) {
      submitter.get();
    }
    threads.shutdown();
    RunSummary summary = pool.finish();
    return report(summary, early, late);
  }

  /** Has virtual threads where the JVM has them, which this program is not compiled for. */
  private static ExecutorService threads() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      return Executors.newFixedThreadPool(THREADS);
    }
  }

  private void note(SupervisorLog.Level level, String message) {
    if (level.compareTo(SupervisorLog.Level.WARNING) >= 0) {
      warnings.merge(message.replaceAll("[0-9]+", "N"), 1L, Long::sum);
    }
  }

  /** Troubles the pool, and returns the megabytes of heap in use at the end. */
  private double troubleUntil(long end, Supervisor pool) throws Exception {
    while (System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(1_000 + random.nextInt(3_000));
      if (random.nextInt(3) == 0) {
        pool.resize(1 + random.nextInt(MOST_WORKERS));
        resizes++;
      } else {
        killOne(pool.snapshot().get(1, TimeUnit.MINUTES).workers());
      }
    }
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
  }

  private void killOne(List<PoolSnapshot.WorkerActivity> workers) {
    long pid = workers.get(random.nextInt(workers.size())).pid();
    ProcessHandle.of(pid == 0 ? -1 : pid)
        .filter(worker -> worker.parent().map(ProcessHandle::pid).orElse(0L) == ownPid())
        .ifPresent(
            worker -> {
              worker.destroyForcibly();
              kills++;
            });
  }

  private static long ownPid() {
    return ProcessHandle.current().pid();
  }

  private boolean report(RunSummary summary, double early, double late) {
    long children = ProcessHandle.current().children().count();
    long submitted = tally.submitted();
    System.out.println(tally);
    warnings.forEach((message, count) -> System.out.println(count + " × " + message));
    System.out.printf(
        "%d workers killed, %d resizes, %d processes; heap in use %.1f MB after a quarter, %.1f MB at"
            + " the end%n",
        kills, resizes, summary.workers().size(), early, late);
    System.out.printf(
        "tasks submitted %d, in the summary %d, wrong %d, processes left %d%n",
        submitted, summary.total(), tally.wrong(), children + summary.unjoined().size());
    return submitted == summary.total()
        && tally.wrong() == 0
        && children == 0
        && summary.unjoined().isEmpty();
  }
}
