package dev.reeve.supervisor.engine.task;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.text.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one attempt.
 *
 * @param result the handler's result if the attempt succeeded, else null
 * @param error the cause if it did not succeed, else null
 */
public record Outcome(TaskStatus status, @Nullable Json result, @Nullable TaskError error) {

  public static Outcome success(Json result) {
    return new Outcome(TaskStatus.SUCCEEDED, result, null);
  }

  public static Outcome failure(TaskStatus status, TaskError error) {
    return new Outcome(status, null, error);
  }

  /** Returns the outcome of an attempt that its caller cancelled. */
  public static Outcome cancelled() {
    return failure(TaskStatus.CANCELLED, TrackedTask.CANCELLED);
  }

  /**
   * Returns the same outcome with the ends of the outputs that the handler's own error has: a
   * command may have told there what it was about.
   */
  public Outcome withTailsOf(TaskError last) {
    return error == null ? this : failure(status, error.withTailsOf(last));
  }

  /** Returns the outcome of an attempt whose handler was not made in time. */
  public static Outcome notPrepared(Duration limit) {
    String text = "its handler was not ready within " + Durations.text(limit);
    return failure(TaskStatus.TIMED_OUT, TaskError.of("TimedOut", text));
  }

  /** Returns the outcome of an attempt that passed its time limit. */
  public static Outcome timedOut(@Nullable Duration limit) {
    return failure(
        TaskStatus.TIMED_OUT,
        TaskError.of("TimedOut", "the time limit of " + Durations.text(limit) + " has passed"));
  }
}
