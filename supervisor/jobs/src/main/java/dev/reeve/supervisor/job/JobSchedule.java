package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.Task;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A task of a job document that a server submits again and again. Either {@code every} or {@code
 * cron} is given.
 *
 * @param task with number 0, and the id of the schedule
 * @param every time from one submission to the next, from 1 second; null if {@code cron} is given
 * @param cron five fields as crontab has them, not checked; null if {@code every} is given
 * @param overlap what happens if the task before has not ended
 * @param place in the document, for messages, such as {@code schedules[0]}
 */
public record JobSchedule(
    Task task, @Nullable Duration every, @Nullable String cron, Overlap overlap, String place) {

  /** What happens to a task that is due while the one before has not ended. */
  public enum Overlap {
    /** It is left out. */
    SKIP,
    /** It is submitted, and waits like any other task. */
    QUEUE
  }

  /** Returns the id of the schedule; its tasks have the time at which they were due behind it. */
  public String id() {
    return task.id();
  }
}
