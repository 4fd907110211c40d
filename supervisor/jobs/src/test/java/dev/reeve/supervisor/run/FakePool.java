package dev.reeve.supervisor.run;

import dev.reeve.supervisor.model.CancelOutcome;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A pool without processes: a test says how and when its tasks end. */
final class FakePool implements TaskPool {
  final List<String> submitted = new CopyOnWriteArrayList<>();
  final List<String> stops = new CopyOnWriteArrayList<>();
  final List<String> pauses = new CopyOnWriteArrayList<>();
  final CompletableFuture<RunEnding> stopping = new CompletableFuture<>();

  /** Completed by {@link #stopNow}, which a real pool's end follows. */
  final CompletableFuture<Void> killed = new CompletableFuture<>();

  private final @Nullable Function<Task, TaskStatus> statuses;
  private final BlockingQueue<Runnable> unanswered = new LinkedBlockingQueue<>();
  private final Map<TaskStatus, Long> counts = new ConcurrentHashMap<>();
  volatile @Nullable RuntimeException fault;
  volatile boolean finished;

  /** Whether the pool tells nothing any more. */
  volatile boolean ended;

  private FakePool(@Nullable Function<Task, TaskStatus> statuses) {
    this.statuses = statuses;
  }

  /** Tasks end only when {@link #answerAll} is called. */
  static FakePool silent() {
    return new FakePool(null);
  }

  /** Tasks end at once. */
  static FakePool answering(Function<Task, TaskStatus> statuses) {
    return new FakePool(statuses);
  }

  @Override
  public void submit(Task task, ResultListener listener) {
    if (statuses != null) {
      submitted.add(task.id());
      answer(result(task, statuses.apply(task)), listener);
    } else { // who sees that it was submitted can have it answered
      unanswered.add(() -> answer(result(task, TaskStatus.SKIPPED), listener));
      submitted.add(task.id());
    }
  }

  @Override
  public void record(TaskResult result, ResultListener listener) {
    answer(result, listener);
  }

  private void answer(TaskResult result, ResultListener listener) {
    counts.merge(result.status(), 1L, Long::sum);
    listener.onResult(result);
  }

  private static TaskResult result(Task task, TaskStatus status) {
    TaskError error = TaskError.of("Test", "{\"seq\":1,\"id\":\"not a record\\\n");
    return TaskResult.notStarted(task.seq(), task.id(), task.handler(), status, error);
  }

  /** Ends all tasks that have been submitted so far; a second caller waits for the first. */
  synchronized void answerAll() {
    for (Runnable each = unanswered.poll(); each != null; each = unanswered.poll()) {
      each.run();
    }
  }

  @Override
  public void drain(String reason) {
    stops.add("drain: " + reason);
    stopping.complete(RunEnding.STOPPED);
  }

  @Override
  public void stopNow(String reason) {
    stops.add("stop: " + reason);
    stopping.complete(RunEnding.STOPPED);
    killed.complete(null);
  }

  @Override
  public void holdBack(long exceptSeq) {
    pauses.add("hold back but for " + exceptSeq);
  }

  @Override
  public void release() {
    pauses.add("release");
  }

  @Override
  public void pause() {
    pauses.add("pause");
  }

  @Override
  public void resume() {
    pauses.add("resume");
  }

  @Override
  public void resize(int workers) {
    pauses.add("resize to " + workers);
  }

  @Override
  public CompletableFuture<CancelOutcome> cancel(String taskId) {
    return CompletableFuture.completedFuture(
        submitted.contains(taskId) ? CancelOutcome.ENDING : CancelOutcome.UNKNOWN);
  }

  @Override
  public CompletableFuture<RunEnding> stopping() {
    return stopping;
  }

  @Override
  public CompletableFuture<PoolSnapshot> snapshot() {
    if (ended) {
      return CompletableFuture.failedFuture(new IllegalStateException("ended"));
    }
    return CompletableFuture.completedFuture(
        new PoolSnapshot(unanswered.size(), 0, 0, 0, 0, List.of()));
  }

  @Override
  public RunSummary finish() throws InterruptedException {
    RuntimeException broken = fault;
    if (broken != null) {
      throw broken;
    }
    answerAll();
    finished = true;
    RunEnding ending = stopping.getNow(RunEnding.COMPLETED);
    return new RunSummary(ending, null, counts, Duration.ofSeconds(1), List.of(), List.of());
  }

  @Override
  public void close() {
    answerAll();
    finished = true;
  }
}
