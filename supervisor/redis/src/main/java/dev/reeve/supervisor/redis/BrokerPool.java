package dev.reeve.supervisor.redis;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.CancelOutcome;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.run.TaskPool;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A pool whose workers are those of all supervisors at a broker: it submits tasks and waits for
 * their records. A task whose id and content the queue knows already is not submitted a second
 * time; its record is the answer. Thread-safe.
 */
public final class BrokerPool implements TaskPool, AutoCloseable {
  private static final Duration JOIN_LIMIT = Duration.ofSeconds(2);

  private final SubmittedTasks tasks = new SubmittedTasks();
  private final List<Submitter> submitters = new ArrayList<>();
  private final SubmitLimits limits;
  private final Duration grace;
  private final CompletableFuture<RunEnding> stopping = new CompletableFuture<>();
  private final long begin = System.nanoTime();

  /** Asks servers for callers that must not wait. */
  private final ExecutorService asker;

  private volatile @Nullable String stopReason;
  private boolean closed;

  /**
   * @param grace time for which a drain waits for the records of accepted tasks
   */
  BrokerPool(
      List<RedisServer> servers,
      String submitter,
      SubmitLimits limits,
      Duration grace,
      Consumer<String> messages) {
    this.limits = limits;
    this.grace = grace;
    this.asker =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "reeve-broker-ask");
              thread.setDaemon(true);
              return thread;
            });
    for (RedisServer each : servers) {
      submitters.add(
          new Submitter(
              new SubmitCalls(each, submitter), tasks, limits, messages, this::sendElsewhere));
    }
    submitters.forEach(each -> each.start(true));
  }

  @Override
  public void submit(Task task, ResultListener listener) {
    SubmittedTask submitted;
    try {
      submitted = SubmittedTask.withFile(task, listener);
    } catch (IOException e) {
      SubmittedTask plain = new SubmittedTask(task, listener, true);
      String why = "the file of the call cannot be read: " + IoReasons.of(e);
      tasks.delivered(SubmittedTasks.failed(plain, "FileLost", why), plain);
      return;
    }
    if (!tasks.add(submitted)) {
      tasks.delivered(SubmittedTasks.idTaken(submitted), submitted);
      return;
    }
    String reason = stopReason;
    if (reason != null) {
      tasks.skipped(submitted, reason);
    } else if (submitted.bytes() > limits.maxTaskBytes()) {
      tasks.ended(submitted, SubmittedTasks.tooLong(submitted, limits));
    } else {
      ServerChoice.of(submitters, task.id()).add(submitted);
    }
  }

  /** Sends a task to another server than its own, which is away; to its own if all are. */
  private void sendElsewhere(SubmittedTask task) {
    String reason = stopReason;
    if (reason != null) {
      tasks.skipped(task, reason);
    } else {
      ServerChoice.of(submitters, task.id()).add(task);
    }
  }

  @Override
  public void record(TaskResult result, ResultListener listener) {
    Task task = Task.of(result.seq(), result.id(), result.handler(), Json.NULL);
    tasks.delivered(result, new SubmittedTask(task, listener, true));
  }

  /**
   * Notes that the record of a task is written to a file of the submitter's own. A server that has
   * no memory left may remove it then, to take further tasks.
   */
  public void written(String taskId) {
    submitters.forEach(each -> each.written(taskId));
  }

  /**
   * Submits no more tasks. Those that are not accepted are skipped; the records of others are
   * waited for, during the grace period. They stay in the queue after that.
   */
  @Override
  public void drain(String reason) {
    stop(reason, grace);
  }

  @Override
  public void stopNow(String reason) {
    stop(reason, Duration.ZERO);
  }

  private void stop(String reason, Duration patience) {
    stopReason = reason;
    boolean unused = stopping.complete(RunEnding.STOPPED);
    for (Submitter each : submitters) {
      each.withdrawAll().forEach(task -> tasks.skipped(task, reason));
    }
    CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS, asker)
        .execute(() -> tasks.all().forEach(task -> tasks.skipped(task, reason)));
  }

  /** Does nothing: the window of the run bounds how many results wait. */
  @Override
  public void holdBack(long exceptSeq) {}

  @Override
  public void release() {}

  /** Submits no more tasks until {@link #resume}. Those in the queue go on. */
  @Override
  public void pause() {
    submitters.forEach(each -> each.setPaused(true));
  }

  @Override
  public void resume() {
    submitters.forEach(each -> each.setPaused(false));
  }

  /** Is refused: the workers are those of other supervisors. */
  @Override
  public void resize(int workers) {
    throw new IllegalArgumentException(
        "this supervisor has no workers: its tasks run where `reeve work` does");
  }

  @Override
  public CompletableFuture<CancelOutcome> cancel(String taskId) {
    SubmittedTask task = tasks.get(taskId);
    if (task == null) {
      return CompletableFuture.completedFuture(CancelOutcome.UNKNOWN);
    }
    return CompletableFuture.supplyAsync(() -> cancel(task), asker);
  }

  private CancelOutcome cancel(SubmittedTask task) {
    TaskResult cancelled =
        SubmittedTasks.notStarted(task, TaskStatus.CANCELLED, "Cancelled", "it was cancelled");
    Submitter server = task.server();
    if (server == null) {
      return CancelOutcome.UNKNOWN;
    }
    if (server.withdraw(task)) {
      tasks.ended(task, cancelled);
      return CancelOutcome.ENDED;
    }
    try {
      return server.calls().cancel(task.id(), task.record(cancelled), WorkOptions.DEFAULT_KEEP);
    } catch (BrokerException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @Override
  public CompletableFuture<RunEnding> stopping() {
    return stopping.copy();
  }

  @Override
  public CompletableFuture<PoolSnapshot> snapshot() {
    return CompletableFuture.completedFuture(tasks.snapshot());
  }

  @Override
  public RunSummary finish() throws InterruptedException {
    tasks.awaitFewerThan(1);
    String reason = stopReason;
    close();
    return new RunSummary(
        reason == null ? RunEnding.COMPLETED : RunEnding.STOPPED,
        reason,
        tasks.counts(),
        Duration.ofNanos(System.nanoTime() - begin),
        List.of(),
        List.of());
  }

  /** Ends the threads; tasks that were accepted stay in the queue. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    String reason = stopReason == null ? "the submitter was closed" : stopReason;
    stopReason = reason;
    boolean unused = stopping.complete(RunEnding.STOPPED);
    tasks.all().forEach(task -> tasks.skipped(task, reason));
    try {
      for (Submitter each : submitters) {
        each.stop(JOIN_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    asker.shutdownNow();
  }
}
