package dev.reeve.supervisor.engine.task;

import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task between submission and result. Submitters use it as the handle by which they cancel the
 * task; only the engine's thread reads or changes its state.
 */
public final class TrackedTask {
  /** The error of a task that was cancelled. */
  public static final TaskError CANCELLED = TaskError.of("Cancelled", "it was cancelled");

  private final Task task;
  private final int depth;
  private final ResultListener listener;
  private int endedAttempts;
  private int announcedAttempts;
  private int deaths;
  private int deathsBeforeStart;
  private boolean cancelled;
  private boolean settled;
  private boolean holdsResources;
  private long turn;
  private @Nullable AttemptEnd lastAttempt;

  /** Creates a task that no other task has submitted. */
  public TrackedTask(Task task, ResultListener listener) {
    this(task, 0, listener);
  }

  /**
   * Creates a task.
   *
   * @param depth number of running tasks above it, each of which has submitted the next
   */
  public TrackedTask(Task task, int depth, ResultListener listener) {
    this.task = task;
    this.depth = depth;
    this.listener = listener;
  }

  public Task task() {
    return task;
  }

  /** Returns the number of running tasks above it, each of which has submitted the next. */
  public int depth() {
    return depth;
  }

  /** Returns the amounts of resources that it uses, by name. */
  Map<String, Integer> uses() {
    return task.policy().uses();
  }

  boolean usesResources() {
    return !task.policy().uses().isEmpty();
  }

  boolean holdsResources() {
    return holdsResources;
  }

  /** Notes whether it has the resources that it uses. */
  void holdResources(boolean holds) {
    holdsResources = holds;
  }

  /** Sets its place among the tasks that wait. */
  void setTurn(long place) {
    turn = place;
  }

  /** Returns a negative number if it goes before the other one: by priority, then by its turn. */
  int compareTurns(TrackedTask other) {
    return task.priority() == other.task.priority()
        ? Long.compare(turn, other.turn)
        : Integer.compare(other.task.priority(), task.priority());
  }

  /** Returns the number of attempts that were started and have ended. */
  public int endedAttempts() {
    return endedAttempts;
  }

  /** Notes that the start of the next attempt is told; returns false if it was told before. */
  boolean announceAttempt() {
    if (announcedAttempts > endedAttempts) {
      return false;
    }
    announcedAttempts = endedAttempts + 1;
    return true;
  }

  /** Notes that a worker died while it ran this task. */
  public void workerDied() {
    deaths++;
  }

  /**
   * Notes that a worker died which had been given this task and had started no other: reading it
   * may have exhausted the worker's memory.
   *
   * @return true if that has happened so often that the task must be the reason
   */
  public boolean workerDiedBeforeStart() {
    deathsBeforeStart++;
    if (deathsBeforeStart < RetryPolicy.DEATHS_BEFORE_START) {
      return false;
    }
    deaths += deathsBeforeStart - 1; // the last of them is noted like a death under the task
    return true;
  }

  /** Returns the number of workers that died while they ran this task. */
  public int deaths() {
    return deaths;
  }

  /** Ends the task before any engine has taken it on. */
  public void refuse(TaskError why) {
    settle(undone(why));
  }

  /** Notes that the submitter has asked for its end, so that it is not tried again. */
  void cancel() {
    cancelled = true;
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** Notes the end of an attempt. */
  void attemptEnded(AttemptEnd attempt) {
    endedAttempts++;
    lastAttempt = attempt;
  }

  /**
   * Returns the wait before the next attempt; null if there is none.
   *
   * @param last status of the attempt that has ended
   */
  @Nullable Duration delayBeforeNext(TaskStatus last) {
    if (cancelled || last == TaskStatus.SUCCEEDED || last == TaskStatus.CANCELLED) {
      return null;
    }
    return RetryPolicy.delayBeforeNext(task.policy(), endedAttempts, deaths);
  }

  /** Passes the result to the listener. Called once. */
  void settle(TaskResult result) {
    settled = true;
    listener.onResult(result);
  }

  /** Returns whether the result has been passed on. */
  boolean isSettled() {
    return settled;
  }

  /**
   * Returns the result if the run stops before the task could be tried, or tried again. A task that
   * was tried and would be tried again counts as cancelled, not as failed, so that a resumed run
   * goes on with it.
   *
   * @param why the run stops
   */
  TaskResult undone(TaskError why) {
    AttemptEnd last = lastAttempt;
    return last == null
        ? notStarted(TaskStatus.SKIPPED, why)
        : last.cutShort(endedAttempts, String.valueOf(why.message())).toResult(task, endedAttempts);
  }

  /** Returns the result of a task that can never run. */
  TaskResult impossible(TaskError why) {
    return notStarted(TaskStatus.FAILED, why);
  }

  /** Returns the result if the task is cancelled while no worker has it. */
  TaskResult cancelledWhileWaiting() {
    AttemptEnd last = lastAttempt;
    return last == null
        ? notStarted(TaskStatus.CANCELLED, CANCELLED)
        : last.cutShort(endedAttempts, "it was cancelled").toResult(task, endedAttempts);
  }

  private TaskResult notStarted(TaskStatus status, TaskError error) {
    return TaskResult.notStarted(task.seq(), task.id(), task.handler(), status, error);
  }
}
