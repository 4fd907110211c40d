package dev.reeve.supervisor.serve.schedule;

import dev.reeve.supervisor.job.JobSchedule;
import dev.reeve.supervisor.job.JobSchedule.Overlap;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.serve.queue.QueuedTask;
import dev.reeve.supervisor.serve.queue.TaskState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A schedule with its next time and its latest task. One thread. */
final class DueSchedule {
  private final JobSchedule schedule;
  private final DueTimes times;
  private @Nullable Instant next;

  /** The task that was submitted last, when it is accepted. */
  private @Nullable CompletableFuture<QueuedTask> latest;

  /**
   * @param latest the task of an earlier server that has not ended; null if there is none
   */
  DueSchedule(JobSchedule schedule, DueTimes times, Instant now, @Nullable QueuedTask latest) {
    this.schedule = schedule;
    this.times = times;
    this.next = times.after(now);
    this.latest = latest == null ? null : CompletableFuture.completedFuture(latest);
  }

  String id() {
    return schedule.id();
  }

  /** Returns when it is due; null if never again. */
  @Nullable Instant next() {
    return next;
  }

  /** Returns true if the time has come. */
  boolean isDue(Instant now) {
    return next != null && !next.isAfter(now);
  }

  /**
   * Passes to the time after now and returns the task that is due. Of several times that have
   * passed meanwhile, because the machine slept, only the last counts.
   */
  Task take(Instant now) {
    Instant due = next;
    if (due == null) {
      throw new IllegalStateException("it is never due");
    }
    for (Instant later = times.after(due);
        later != null && !later.isAfter(now);
        later = times.after(later)) {
      due = later;
    }
    next = times.after(now);
    Task task = schedule.task();
    return new Task(
        0,
        prefix(task.id()) + due.truncatedTo(ChronoUnit.SECONDS),
        task.handler(),
        task.payload(),
        task.policy(),
        task.priority(),
        task.tags());
  }

  /** Returns the beginning of the ids of a schedule's tasks. */
  static String prefix(String scheduleId) {
    return scheduleId + "@";
  }

  /** Returns the task before if the one that is due now must be left out because of it. */
  @Nullable String hindrance() {
    CompletableFuture<QueuedTask> before = latest;
    if (schedule.overlap() == Overlap.QUEUE || before == null) {
      return null;
    }
    if (!before.isDone()) {
      return id();
    }
    if (before.isCompletedExceptionally()) {
      return null;
    }
    QueuedTask task = before.join();
    return task.state() == TaskState.ENDED ? null : task.id();
  }

  void submitted(CompletableFuture<QueuedTask> task) {
    latest = task;
  }
}
