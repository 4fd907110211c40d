package dev.reeve.supervisor.results;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line of GNU parallel's job log. As there, a process that a signal has ended has 0 as its exit
 * value, a job that reached its time limit or was cancelled has −1 and signal 15, and a job that
 * was never started has no line.
 */
final class JobLogLine {
  static final String HEADING =
      "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand";

  private static final int SIGTERM = 15;
  private static final int FIRST_SIGNAL_CODE = 128;

  /** Exit code of shells for a program that is not there. */
  private static final int NOT_FOUND = 127;

  private JobLogLine() {}

  /**
   * Returns the line without its end; null if the task was never started.
   *
   * @param task null for an invalid line of a stream
   */
  static @Nullable String of(TaskResult result, @Nullable Task task) {
    boolean neverStarted = result.attempts() == 0 && result.status() != TaskStatus.FAILED;
    if (neverStarted) {
      return null;
    }
    CommandText command = task == null ? CommandText.INVALID : CommandText.of(task);
    CommandReply reply = CommandReply.of(result);
    return String.format(
        Locale.ROOT,
        "%d\t:\t%s\t%10.3f\t%d\t%d\t%d\t%d\t%s",
        result.seq(),
        seconds(result.startedAt()),
        result.durationNanos() / 1e9,
        command.inputBytes(),
        reply.outputBytes(),
        exitValue(result, reply),
        signal(result),
        command.text());
  }

  private static String seconds(@Nullable Instant start) {
    Instant at = start == null ? Instant.EPOCH : start;
    return String.format(Locale.ROOT, "%d.%03d", at.getEpochSecond(), at.getNano() / 1_000_000);
  }

  private static int exitValue(TaskResult result, CommandReply reply) {
    TaskError error = result.error();
    if (error == null) {
      return reply.exitCode();
    }
    if (wasEnded(result)) {
      return -1;
    }
    Integer code = error.exitCode();
    if (code == null) {
      return error.type().equals("CommandNotStarted") ? NOT_FOUND : 1;
    }
    return signal(result) > 0 ? 0 : code;
  }

  private static int signal(TaskResult result) {
    TaskError error = result.error();
    if (error == null) {
      return 0;
    }
    if (wasEnded(result)) {
      return SIGTERM;
    }
    Integer code = error.exitCode();
    return code == null || error.signal() == null ? 0 : Math.max(0, code - FIRST_SIGNAL_CODE);
  }

  private static boolean wasEnded(TaskResult result) {
    return result.status() == TaskStatus.TIMED_OUT || result.status() == TaskStatus.CANCELLED;
  }
}
