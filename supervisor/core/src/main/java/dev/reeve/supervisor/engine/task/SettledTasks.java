package dev.reeve.supervisor.engine.task;

import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.SlowTask;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.util.List;
import java.util.Map;

/** The tasks that have ended: their numbers, the slowest of them, and who is told of each. */
public final class SettledTasks {
  private final TaskCounts counts = new TaskCounts();
  private final SlowestTasks slowest = new SlowestTasks();
  private final TaskNews news;
  private final SupervisorLog log;

  SettledTasks(TaskNews news, SupervisorLog log) {
    this.news = news;
    this.log = log;
  }

  /** Counts a task, and passes its result to its listener. */
  void settle(TrackedTask task, TaskResult result) {
    counts.add(result.status());
    news.taskEnded(task, result);
    try {
      task.settle(result);
    } catch (RuntimeException | AssertionError e) {
      listenerFailed(e);
    }
  }

  /** Counts the result of a task that needed no worker, and passes it to the listener. */
  void record(TaskResult result, ResultListener listener) {
    counts.add(result.status());
    news.recorded(result);
    try {
      listener.onResult(result);
    } catch (RuntimeException | AssertionError e) {
      listenerFailed(e);
    }
  }

  private void listenerFailed(Throwable fault) {
    log.log(SupervisorLog.Level.ERROR, "a listener of results threw, which it must not: " + fault);
  }

  /** Notes the last attempt at a task. */
  void lastAttemptEnded(TrackedTask task, AttemptEnd end) {
    slowest.add(task, end);
  }

  /** Returns the number of all, whatever their status. */
  public long total() {
    return counts.total();
  }

  public long succeeded() {
    return counts.of(TaskStatus.SUCCEEDED);
  }

  /** Returns the number of tasks that failed, timed out or crashed. */
  public long failed() {
    return counts.of(TaskStatus.FAILED)
        + counts.of(TaskStatus.TIMED_OUT)
        + counts.of(TaskStatus.CRASHED);
  }

  /** Returns the numbers by status; every status is a key. */
  public Map<TaskStatus, Long> counts() {
    return counts.all();
  }

  /** Returns the tasks that took longest, the slowest first. */
  public List<SlowTask> slowest() {
    return slowest.all();
  }
}
