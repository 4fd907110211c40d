package dev.reeve.supervisor.engine.task;

import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All tasks between submission and result: those that wait, those that wait for a retry, and the
 * counts of those that have ended. Every task leaves it by {@link #settle}, exactly once.
 */
public final class TaskTracker {
  private final TaskQueue waiting = new TaskQueue();

  /** Those that running tasks have asked for. They come first, as somebody waits for them. */
  private final TaskQueue nested = new TaskQueue();

  private final RetryQueue retrying;
  private final Map<TaskStatus, Long> ended = new EnumMap<>(TaskStatus.class);
  private final SupervisorLog log;

  private long unsettled;
  private @Nullable TaskError stopCause;

  public TaskTracker(long now, SupervisorLog log) {
    this.retrying = new RetryQueue(now);
    this.log = log;
    for (TaskStatus status : TaskStatus.values()) {
      ended.put(status, 0L);
    }
  }

  /** Takes on a task; it is skipped if the run has been stopped. */
  public void submit(TrackedTask entry) {
    unsettled++;
    putLast(entry);
  }

  /** Takes note of a result that no worker was needed for. */
  public void record(TaskResult result, ResultListener listener) {
    unsettled++;
    settle(result, listener);
  }

  /** The next task to hand over; null if none waits. */
  public @Nullable TrackedTask poll() {
    TrackedTask asked = nested.poll();
    return asked == null ? waiting.poll() : asked;
  }

  /** What {@link #poll} would give. */
  public @Nullable TrackedTask peek() {
    TrackedTask asked = nested.peek();
    return asked == null ? waiting.peek() : asked;
  }

  /** The next that a running task has asked for; null if none waits. */
  public @Nullable TrackedTask pollNested() {
    return nested.poll();
  }

  private TaskQueue queueOf(TrackedTask entry) {
    return entry.depth == 0 ? waiting : nested;
  }

  /** A task that was handed over comes back unharmed: it goes to the head of the queue. */
  public void putBack(TrackedTask entry) {
    if (entry.cancelled) {
      settle(entry, entry.cancelledWhileWaiting());
    } else if (stopCause != null) {
      leaveUndone(entry, stopCause);
    } else {
      queueOf(entry).addFirst(entry);
    }
  }

  /** Ends a task that no worker has in its hands, and notes that it may not run again. */
  public void cancel(TrackedTask entry, boolean inWorkersHands) {
    if (entry.settled) {
      return;
    }
    entry.cancelled = true;
    if (inWorkersHands) {
      return;
    }
    boolean wasRetrying = retrying.remove(entry);
    settle(entry, entry.cancelledWhileWaiting());
    if (!wasRetrying) {
      queueOf(entry).remove();
    }
  }

  /** An attempt has ended: the task is settled, or tried again. */
  public void attemptEnded(TrackedTask entry, TrackedTask.Ended attempt, long now) {
    entry.attempts++;
    entry.last = attempt;
    Duration delay = delayBeforeNext(entry, attempt.outcome().status());
    if (delay == null || entry.cancelled) {
      settle(entry, attempt.toResult(entry.task, entry.attempts));
    } else if (stopCause != null) {
      leaveUndone(entry, stopCause);
    } else {
      retryAfter(delay, entry, attempt, now);
    }
  }

  private static @Nullable Duration delayBeforeNext(TrackedTask entry, TaskStatus status) {
    if (status == TaskStatus.SUCCEEDED || status == TaskStatus.CANCELLED) {
      return null;
    }
    return RetryPolicy.delayBeforeNext(entry.task.policy(), entry.attempts, entry.deaths);
  }

  private void retryAfter(Duration delay, TrackedTask entry, TrackedTask.Ended attempt, long now) {
    retrying.add(entry, Deadline.after(now, delay));
    log.log(
        SupervisorLog.Level.INFO,
        "task %s: attempt %d %s; next attempt in %d ms"
            .formatted(
                entry.task.id(),
                entry.attempts,
                attempt.outcome().status().word(),
                delay.toMillis()));
  }

  /** Moves tasks whose back-off is over to the queue. */
  public void releaseRetries(long now) {
    for (TrackedTask due = retrying.pollDue(now); due != null; due = retrying.pollDue(now)) {
      putLast(due);
    }
  }

  /**
   * From now on nothing is started any more: what waits is skipped, what would be tried again is
   * cancelled. The first cause stands; what an earlier call left behind because it was broken off
   * is taken up.
   */
  public void stop(TaskError cause) {
    TaskError first = stopCause == null ? cause : stopCause;
    stopCause = first;
    for (TrackedTask entry = poll(); entry != null; entry = poll()) {
      leaveUndone(entry, first);
    }
    for (TrackedTask entry = retrying.pollAny(); entry != null; entry = retrying.pollAny()) {
      leaveUndone(entry, first);
    }
  }

  private void putLast(TrackedTask entry) {
    if (stopCause != null) {
      leaveUndone(entry, stopCause);
    } else {
      queueOf(entry).addLast(entry);
    }
  }

  private void leaveUndone(TrackedTask entry, TaskError why) {
    settle(entry, entry.leftUndone(why));
  }

  private void settle(TrackedTask entry, TaskResult result) {
    entry.settled = true;
    settle(result, entry.listener);
  }

  private void settle(TaskResult result, ResultListener listener) {
    unsettled--;
    ended.merge(result.status(), 1L, Long::sum);
    try {
      listener.onResult(result);
    } catch (RuntimeException | AssertionError e) {
      log.log(SupervisorLog.Level.ERROR, "a listener of results threw, which it must not: " + e);
    }
  }

  /** Tasks without a result: waiting, retrying, or in a worker's hands. */
  public long unsettled() {
    return unsettled;
  }

  /** Tasks that could be handed over now. */
  public int waiting() {
    return waiting.size() + nested.size();
  }

  /** Those of them that running tasks have asked for. */
  public int waitingNested() {
    return nested.size();
  }

  /** Tasks that wait out a back-off. */
  int retrying() {
    return retrying.size();
  }

  public long succeeded() {
    return count(TaskStatus.SUCCEEDED);
  }

  /** Tasks that ended, however. */
  public long ended() {
    long sum = 0;
    for (long count : ended.values()) {
      sum += count;
    }
    return sum;
  }

  /** Tasks that failed, timed out or crashed. */
  public long failed() {
    return count(TaskStatus.FAILED) + count(TaskStatus.TIMED_OUT) + count(TaskStatus.CRASHED);
  }

  private long count(TaskStatus status) {
    return ended.getOrDefault(status, 0L);
  }

  /** Tasks that ended, by status; every status is a key. */
  public Map<TaskStatus, Long> counts() {
    return Map.copyOf(ended);
  }

  /** The smaller of {@code wait} and the nanoseconds until a retry is due. */
  public long limit(long wait, long now) {
    return retrying.limit(wait, now);
  }
}
