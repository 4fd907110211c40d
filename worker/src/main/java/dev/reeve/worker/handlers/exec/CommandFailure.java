package dev.reeve.worker.handlers.exec;

import dev.reeve.os.SignalNames;
import dev.reeve.text.IoReasons;
import dev.reeve.worker.FailedProcess;
import dev.reeve.worker.TaskFailedException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The error of a command that failed: {@code wc exited with 1: wc: x: No such file or directory}.
 */
final class CommandFailure {
  static final String TYPE = "CommandFailed";
  static final String INTERRUPTED = "CommandInterrupted";
  static final String OUTPUT_LOST = "OutputLost";

  private static final int MAX_LINE_CHARS = 500;

  private CommandFailure() {}

  static TaskFailedException of(String program, int exitCode, CommandStreams streams) {
    String signal = SignalNames.ofExitCode(exitCode);
    String message =
        program + " exited with " + exitCode + inBrackets(signal) + lastLine(streams.stderrTail());
    FailedProcess process =
        new FailedProcess(exitCode, signal, streams.stdoutTail(), streams.stderrTail());
    return new TaskFailedException(TYPE, message, process);
  }

  /** Returns the error of a command that was ended because its task was to end. */
  static TaskFailedException interrupted(String program, CommandStreams streams) {
    FailedProcess process =
        new FailedProcess(null, null, streams.stdoutTail(), streams.stderrTail());
    return new TaskFailedException(
        INTERRUPTED, program + " was ended before it had finished", process);
  }

  /** Returns the error of a command whose output could not be written to its file. */
  static TaskFailedException outputLost(String program, IOException cause) {
    return new TaskFailedException(
        OUTPUT_LOST,
        "the output of " + program + " could not be kept in a file: " + IoReasons.of(cause));
  }

  private static String inBrackets(@Nullable String signal) {
    return signal == null ? "" : " (signal " + signal + ")";
  }

  private static String lastLine(String stderrTail) {
    String text = stderrTail.stripTrailing();
    int start = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
    String line = text.substring(start).strip();
    if (line.isEmpty()) {
      return "";
    }
    return ": " + (line.length() > MAX_LINE_CHARS ? line.substring(0, MAX_LINE_CHARS) + "…" : line);
  }
}
