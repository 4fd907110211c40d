package dev.reeve.supervisor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A pool of worker JVMs that runs tasks. All methods may be called from any thread; none but {@link
 * #finish} and {@link #close} blocks. Every process it started has been joined when {@link #finish}
 * returns.
 */
public final class Supervisor implements AutoCloseable {

  private Supervisor() {}

  /** Settings for a new supervisor. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Queues a task; the listener is told exactly once how it ended.
   *
   * @throws IllegalStateException after {@link #finish}
   */
  public void submit(Task task, ResultListener listener) {
    throw new IllegalStateException("later in this branch" + task + listener);
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
    throw new IllegalStateException("later in this branch" + result + listener);
  }

  /**
   * Stops in order: queued tasks are skipped, running ones have the grace period to finish. Further
   * calls change nothing.
   */
  public void drain(String reason) {
    throw new IllegalStateException("later in this branch" + reason);
  }

  /** Stops at once: workers are killed, and joined still. */
  public void stopNow(String reason) {
    throw new IllegalStateException("later in this branch" + reason);
  }

  /**
   * Completes as soon as no more tasks are taken on: after {@link #drain}, a halt, a deadline, or a
   * failure of the pool.
   */
  public CompletableFuture<RunEnding> stopping() {
    throw new IllegalStateException("later in this branch");
  }

  /** What the pool is doing. */
  public CompletableFuture<PoolSnapshot> snapshot() {
    throw new IllegalStateException("later in this branch");
  }

  /**
   * Says that no more tasks come, waits until all have ended and every worker is joined, and tells
   * what it came to.
   */
  public RunSummary finish() throws InterruptedException {
    throw new IllegalStateException("later in this branch");
  }

  /** As {@link #finish}, for {@code try}-with-resources; harmless when already finished. */
  @Override
  public void close() {}

  /** Settings for a new supervisor; each has a default. */
  public static final class Builder {
    private Builder() {}

    /** Size of the pool, from 1; by default the processors available. */
    public Builder workers(int count) {
      return this;
    }

    /** How workers are started. */
    public Builder worker(WorkerOptions options) {
      return this;
    }

    /** What a stopping worker has for each step; default 5 s. */
    public Builder grace(Duration grace) {
      return this;
    }

    /** Limit for the whole run; by default none. */
    public Builder deadline(Duration deadline) {
      return this;
    }

    /** When to stop early; by default never. */
    public Builder halt(HaltRule rule) {
      return this;
    }

    /** How many tasks will come, if that is known; {@link HaltRule} makes use of it. */
    public Builder totalTasks(long total) {
      return this;
    }

    /** Where workers' standard error is kept, one file per slot; by default only its tail is. */
    public Builder logFolder(Path folder) {
      return this;
    }

    /** Where workers run; by default where the supervisor does. */
    public Builder workingDirectory(Path folder) {
      return this;
    }

    /** Who is told of restarts and the like; by default nobody. */
    public Builder log(SupervisorLog log) {
      return this;
    }

    /** Starts the pool; workers start in the background. */
    public Supervisor start() {
      return new Supervisor();
    }
  }
}
