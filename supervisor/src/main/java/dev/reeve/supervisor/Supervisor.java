package dev.reeve.supervisor;

import dev.reeve.supervisor.engine.EngineClock;
import dev.reeve.supervisor.engine.EventLoop;
import dev.reeve.supervisor.engine.PoolSettings;
import dev.reeve.supervisor.process.ProcessLauncher;
import dev.reeve.worker.shared.SharedObjects;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A pool of worker JVMs that runs tasks. All methods may be called from any thread; none but {@link
 * #finish} and {@link #close} blocks. Every process it started has been joined when {@link #finish}
 * returns.
 */
public final class Supervisor implements AutoCloseable {
  /** How long the end of a short run waits for what makes the next one quicker. */
  private static final Duration ARCHIVE_PATIENCE = Duration.ofSeconds(10);

  private final EventLoop loop;
  private final ProcessLauncher launcher;
  private final LogRelay log;
  private final Sharing sharing;
  private final AtomicBoolean noMoreTasks = new AtomicBoolean();

  private Supervisor(SupervisorOptions options, @Nullable EarlyWorker early, SupervisorLog target) {
    this.log = new LogRelay(target);
    this.launcher =
        new ProcessLauncher(
            Launches.spec(options.worker(), options.workingDirectory(), options.logFolder()),
            options.cacheFolder(),
            Launches.ownClasspath(),
            early == null ? null : early.process(),
            log);
    this.loop = new EventLoop(poolSettings(options), launcher, EngineClock.SYSTEM, log);
    loop.start();
    this.sharing = new Sharing(loop, log);
  }

  private static PoolSettings poolSettings(SupervisorOptions options) {
    return new PoolSettings(
        options.workers(),
        options.grace(),
        options.deadline(),
        options.halt(),
        options.totalTasks(),
        options.worker().maxTasks(),
        options.worker().maxResidentBytes(),
        options.maxFrameBytes());
  }

  /** Settings for a new supervisor. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Queues a task; the listener is told exactly once how it ended. Once the run is stopping a task
   * is skipped at once.
   *
   * @throws IllegalStateException after {@link #finish}
   */
  public void submit(Task task, ResultListener listener) {
    requireOpen();
    loop.submit(task, listener);
  }

  /**
   * As {@link #submit(Task, ResultListener)}, with a future that always ends normally, whatever the
   * task's status.
   */
  public CompletableFuture<TaskResult> submit(Task task) {
    CompletableFuture<TaskResult> result = new CompletableFuture<>();
    submit(task, result::complete);
    return result;
  }

  /**
   * Counts a result that was reached without a worker (a task unfit to run) and passes it to the
   * listener in turn.
   */
  public void record(TaskResult result, ResultListener listener) {
    requireOpen();
    loop.record(result, listener);
  }

  /** The objects that this program and all workers share, until the supervisor has finished. */
  public SharedObjects shared() {
    return sharing.objects();
  }

  private void requireOpen() {
    if (noMoreTasks.get()) {
      throw new IllegalStateException("the supervisor takes no more tasks: finish() was called");
    }
  }

  /**
   * Stops in order: queued tasks are skipped, running ones have the grace period to finish. Further
   * calls change nothing, nor does one after the end.
   */
  public void drain(String reason) {
    launcher.stopPreparing();
    loop.drain(reason);
  }

  /** Stops at once: workers are killed, and joined still. Does nothing after the end. */
  public void stopNow(String reason) {
    launcher.stopPreparing();
    loop.stopNow(reason);
  }

  /**
   * Completes as soon as no more tasks are taken on: after {@link #drain}, a halt, a deadline, or a
   * failure of the pool.
   */
  public CompletableFuture<RunEnding> stopping() {
    return loop.stopping().copy();
  }

  /** What the pool is doing; does not complete once it has ended. */
  public CompletableFuture<PoolSnapshot> snapshot() {
    return loop.snapshot();
  }

  /**
   * Says that no more tasks come, waits until all have ended and every worker is joined, and tells
   * what it came to.
   *
   * @throws IllegalStateException if Reeve itself failed so badly that it lost track, with the
   *     fault as its cause
   */
  public RunSummary finish() throws InterruptedException {
    if (noMoreTasks.compareAndSet(false, true)) {
      loop.noMoreTasks();
    }
    try {
      RunSummary summary = loop.ended().get();
      sharing.close();
      boolean well = summary.ending() == RunEnding.COMPLETED;
      launcher.awaitPreparing(well ? ARCHIVE_PATIENCE : Duration.ZERO);
      launcher.close();
      log.close();
      return summary;
    } catch (ExecutionException e) {
      sharing.close();
      launcher.awaitPreparing(Duration.ZERO);
      throw new IllegalStateException("Reeve failed: " + e.getCause(), e.getCause());
    }
  }

  /**
   * As {@link #finish}, for {@code try}-with-resources; harmless when already finished. An
   * interrupt stops the pool at once, and is set again when every worker has been joined.
   */
  @Override
  public void close() {
    boolean interrupted = false;
    while (true) {
      try {
        finish();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        loop.stopNow("the thread that closes the supervisor was interrupted");
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Settings for a new supervisor; each has a default. One thread. */
  public static final class Builder {
    private int workers = SupervisorOptions.DEFAULT.workers();
    private WorkerOptions worker = SupervisorOptions.DEFAULT.worker();
    private Duration grace = SupervisorOptions.DEFAULT.grace();
    private @Nullable Duration deadline;
    private @Nullable HaltRule halt;
    private long totalTasks = SupervisorOptions.DEFAULT.totalTasks();
    private @Nullable Path workingDirectory;
    private @Nullable Path logFolder;
    private @Nullable Path cacheFolder;
    private @Nullable EarlyWorker earlyWorker;
    private SupervisorLog log = (level, message) -> {};

    private Builder() {}

    /** Size of the pool, from 1; by default the processors available. */
    public Builder workers(int count) {
      this.workers = count;
      return this;
    }

    /** How workers are started. */
    public Builder worker(WorkerOptions options) {
      this.worker = options;
      return this;
    }

    /** What a stopping worker has for each step; default 5 s. */
    public Builder grace(Duration time) {
      this.grace = time;
      return this;
    }

    /** Limit for the whole run; by default none. */
    public Builder deadline(Duration limit) {
      this.deadline = limit;
      return this;
    }

    /** When to stop early; by default never. */
    public Builder halt(HaltRule rule) {
      this.halt = rule;
      return this;
    }

    /** How many tasks will come, if that is known; {@link HaltRule} makes use of it. */
    public Builder totalTasks(long total) {
      this.totalTasks = total;
      return this;
    }

    /** Working directory of the workers; by default that of this process. */
    public Builder workingDirectory(Path folder) {
      this.workingDirectory = folder;
      return this;
    }

    /** Where workers' standard error is kept, one file per slot; by default only its tail is. */
    public Builder logFolder(Path folder) {
      this.logFolder = folder;
      return this;
    }

    /**
     * Where class-data archives are kept, by which worker JVMs start in half the time. The first
     * run makes one in the background, if this program's class path has jars only, and may wait for
     * it at its end, up to 10 s. The folder is to be this user's alone. By default there is none.
     */
    public Builder cacheFolder(Path folder) {
      this.cacheFolder = folder;
      return this;
    }

    /** Becomes the first worker if it is of the kind that is wanted; who started it closes it. */
    public Builder earlyWorker(EarlyWorker worker) {
      this.earlyWorker = worker;
      return this;
    }

    /**
     * Who is told of restarts and the like; by default nobody. Called from one thread of its own.
     */
    public Builder log(SupervisorLog target) {
      this.log = target;
      return this;
    }

    /**
     * Starts the pool; workers start in the background.
     *
     * @throws IllegalArgumentException if a setting is out of range
     */
    public Supervisor start() {
      return new Supervisor(
          new SupervisorOptions(
              workers,
              worker,
              grace,
              deadline,
              halt,
              totalTasks,
              workingDirectory,
              logFolder,
              cacheFolder),
          earlyWorker,
          log);
    }
  }
}
