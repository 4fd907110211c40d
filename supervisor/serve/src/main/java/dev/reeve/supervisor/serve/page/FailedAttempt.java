package dev.reeve.supervisor.serve.page;

import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that failed, timed out or crashed.
 *
 * @param number of the failure, from 1
 * @param atMillis its end, since the start of the run
 * @param millis how long it ran
 * @param slot the worker's place; −1 if no worker had it
 * @param isLast whether the task has ended so, and is not tried again
 * @param error with texts that were cut to a bearable length
 */
record FailedAttempt(
    long number,
    TaskBar.Subject task,
    TaskStatus status,
    int attempt,
    double atMillis,
    double millis,
    int slot,
    boolean isLast,
    TaskError error) {

  /** Most characters of a stack trace, and of each end of an output. */
  private static final int MOST_TEXT = 4_096;

  private static final int MOST_MESSAGE = 1_000;

  /** Returns the error with shorter texts. */
  static TaskError cut(TaskError error) {
    return new TaskError(
        ShownText.beginning(error.type(), MOST_MESSAGE),
        ShownText.withoutColours(ShownText.beginningOrNull(error.message(), MOST_MESSAGE)),
        ShownText.beginningOrNull(error.stack(), MOST_TEXT),
        error.exitCode(),
        error.signal(),
        ShownText.endOrNull(error.stdoutTail(), MOST_TEXT),
        ShownText.endOrNull(error.stderrTail(), MOST_TEXT));
  }

  /** Returns about how much memory its texts take, in characters. */
  int size() {
    return 200
        + task.id().length()
        + length(error.message())
        + length(error.stack())
        + length(error.stdoutTail())
        + length(error.stderrTail());
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
