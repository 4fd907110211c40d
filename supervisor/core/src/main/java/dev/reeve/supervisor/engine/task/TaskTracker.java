package dev.reeve.supervisor.engine.task;

import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All tasks between submission and result: those that wait for a worker, and those that wait for a
 * retry. Each task leaves it by {@link #settle}, exactly once, and is counted in {@link #settled}.
 */
public final class TaskTracker {
  private static final String RESOURCE_MISSING = "ResourceMissing";

  private final WaitingTasks waiting;
  private final RetryQueue retrying;
  private final SettledTasks settled;
  private final SupervisorLog log;
  private final TaskNews news;

  private long unsettled;
  private @Nullable TaskError stopCause;

  /** Creates a tracker of tasks that use no resources. */
  public TaskTracker(long now, SupervisorLog log, SupervisorListener listener) {
    this(now, Map.of(), log, listener);
  }

  /**
   * Creates a tracker.
   *
   * @param resources amounts from 1, by name
   */
  public TaskTracker(
      long now, Map<String, Integer> resources, SupervisorLog log, SupervisorListener listener) {
    this.waiting = new WaitingTasks(resources);
    this.news = new TaskNews(listener);
    this.settled = new SettledTasks(news, log);
    this.retrying = new RetryQueue(now);
    this.log = log;
  }

  /** Takes on a task; skips it if the run has been stopped, and fails it if it can never run. */
  public void submit(TrackedTask task) {
    unsettled++;
    String problem = waiting.problem(task);
    if (problem == null) {
      queueLast(task);
    } else {
      settle(task, task.impossible(TaskError.of(RESOURCE_MISSING, problem)));
    }
  }

  /** Counts the result of a task that needed no worker, and passes it to the listener. */
  public void record(TaskResult result, ResultListener listener) {
    settled.record(result, listener);
  }

  /** Takes the next task for a worker out of the queue; null if none waits. */
  public @Nullable TrackedTask poll() {
    return waiting.poll();
  }

  /** Returns the task that {@link #poll()} would take. */
  public @Nullable TrackedTask peek() {
    return waiting.peek();
  }

  /** As {@link #poll()}, for tasks that running tasks have submitted. */
  public @Nullable TrackedTask pollNested() {
    return waiting.pollNested();
  }

  /** As {@link #poll()}, for the task with that number unless a running task has submitted it. */
  public @Nullable TrackedTask poll(long seq) {
    return waiting.poll(seq);
  }

  /** As {@link WaitingTasks#pollSuspects}. */
  public @Nullable List<TrackedTask> pollSuspects() {
    return waiting.pollSuspects();
  }

  /** As {@link WaitingTasks#pollAlike}. */
  public boolean pollAlike(TrackedTask first, int most, long bytes, List<TrackedTask> found) {
    return waiting.pollAlike(first, most, bytes, found);
  }

  /**
   * Returns the tasks of a batch whose worker died to the queue, to be run in halves until the one
   * that ended the worker is alone.
   */
  public void putBackInHalves(List<TrackedTask> tasks) {
    List<TrackedTask> again = new ArrayList<>(tasks.size());
    for (TrackedTask task : tasks) {
      if (task.isCancelled() || stopCause != null) {
        putBack(task);
      } else {
        again.add(task);
      }
    }
    waiting.addHalves(again);
  }

  /** Returns a task that a worker was given and did not start to the head of the queue. */
  public void putBack(TrackedTask task) {
    waiting.releaseResources(task);
    if (task.isCancelled()) {
      settle(task, task.cancelledWhileWaiting());
    } else if (stopCause != null) {
      settle(task, task.undone(stopCause));
    } else {
      waiting.addFirst(task);
    }
  }

  /**
   * Notes that a task must not run again, and ends it unless a worker has it.
   *
   * @param withWorker whether a worker has it
   */
  public void cancel(TrackedTask task, boolean withWorker) {
    if (task.isSettled()) {
      return;
    }
    task.cancel();
    if (withWorker) {
      return;
    }
    boolean wasRetrying = retrying.remove(task);
    settle(task, task.cancelledWhileWaiting());
    if (!wasRetrying) {
      waiting.removeSettled(task);
    }
  }

  /**
   * Notes that a worker has started a task.
   *
   * @param startedAt null if that is not known
   */
  public void attemptStarted(
      TrackedTask task, @Nullable Instant startedAt, TaskResult.WorkerRef worker) {
    news.attemptStarted(task, startedAt, worker);
  }

  /** Ends a task whose attempt has ended, or has it tried again. */
  public void attemptEnded(TrackedTask task, AttemptEnd attempt, long now) {
    waiting.releaseResources(task);
    news.attemptStarted(task, attempt.startedAt(), attempt.worker());
    task.attemptEnded(attempt);
    Duration delay = task.delayBeforeNext(attempt.outcome().status());
    news.attemptEnded(task, attempt, stopCause == null ? delay : null);
    if (delay == null) {
      settled.lastAttemptEnded(task, attempt);
      settle(task, attempt.toResult(task.task(), task.endedAttempts()));
    } else if (stopCause != null) {
      settle(task, task.undone(stopCause));
    } else {
      retryAfter(delay, task, attempt, now);
    }
  }

  private void retryAfter(Duration delay, TrackedTask task, AttemptEnd attempt, long now) {
    retrying.add(task, Deadline.after(now, delay));
    log.log(
        SupervisorLog.Level.INFO,
        "task %s: attempt %d %s; next attempt in %d ms"
            .formatted(
                task.task().id(),
                task.endedAttempts(),
                attempt.outcome().status().word(),
                delay.toMillis()));
  }

  /** Moves tasks whose back-off is over to the queue. */
  public void releaseRetries(long now) {
    for (TrackedTask due = retrying.pollDue(now); due != null; due = retrying.pollDue(now)) {
      queueLast(due);
    }
  }

  /**
   * Starts no more tasks: skips those that wait, and cancels those that would be tried again. The
   * first cause stands. A call that a listener broke off by an error can be repeated; it goes on
   * with the tasks that are left.
   */
  public void stop(TaskError cause) {
    TaskError first = stopCause == null ? cause : stopCause;
    stopCause = first;
    for (TrackedTask task = waiting.pollAny(); task != null; task = waiting.pollAny()) {
      settle(task, task.undone(first));
    }
    for (TrackedTask task = retrying.pollAny(); task != null; task = retrying.pollAny()) {
      settle(task, task.undone(first));
    }
  }

  private void queueLast(TrackedTask task) {
    if (stopCause != null) {
      settle(task, task.undone(stopCause));
    } else {
      waiting.addLast(task);
    }
  }

  private void settle(TrackedTask task, TaskResult result) {
    unsettled--;
    settled.settle(task, result);
  }

  /** Returns the tasks that have ended. */
  public SettledTasks settled() {
    return settled;
  }

  /** Returns the number of tasks without a result: waiting, retrying, or with a worker. */
  public long unsettled() {
    return unsettled;
  }

  /** Returns the number of tasks that could be given to a worker now. */
  public int waiting() {
    return waiting.ready();
  }

  /** Returns the number of waiting tasks that running tasks have submitted. */
  public int waitingNested() {
    return waiting.nested();
  }

  /** Returns the number of unsettled tasks that a worker has or could be given now. */
  public long startable() {
    return unsettled - waiting.waitingForResources();
  }

  /** Returns the number of tasks that wait for resources that others use. */
  public int waitingForResources() {
    return waiting.waitingForResources();
  }

  /** Returns the number of tasks that wait out the delay before their next attempt. */
  public int retrying() {
    return retrying.size();
  }

  /** Returns the tasks with that id that no worker has. Searches all tasks. */
  public List<TrackedTask> waiting(String taskId) {
    List<TrackedTask> found = new ArrayList<>(1);
    waiting.addAll(taskId, found);
    retrying.addAll(taskId, found);
    return found;
  }

  /** Returns the smaller of {@code wait} and the nanoseconds until a retry is due. */
  public long limit(long wait, long now) {
    return retrying.limit(wait, now);
  }
}
