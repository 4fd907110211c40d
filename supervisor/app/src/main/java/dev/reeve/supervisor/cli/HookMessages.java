package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.CommandOutput;
import dev.reeve.text.Printable;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The part of hooks that people see. Any thread; never blocks. */
final class HookMessages {
  private static final long LATER_MILLIS = 1_000;

  private final Terminal terminal;
  private final boolean warns;

  /**
   * @param warns whether warnings are wanted
   */
  HookMessages(Terminal terminal, boolean warns) {
    this.terminal = terminal;
    this.warns = warns;
  }

  /** Passes on what a command wrote, or says why it failed. */
  void tell(TaskResult result) {
    if (result.status() != TaskStatus.SUCCEEDED) {
      tellTails(result.error());
      warn("the command of " + result.id() + " failed" + reason(result.error()));
      return;
    }
    CommandOutput output = CommandOutput.of(result);
    if (output != null) {
      tell(output.stdout());
      tell(output.stderr());
    }
  }

  /** Passes on the ends of what a failed command wrote, except for what its message repeats. */
  private void tellTails(@Nullable TaskError error) {
    if (error == null) {
      return;
    }
    String stdout = error.stdoutTail();
    String stderr = error.stderrTail();
    if (stdout != null) {
      tell(stdout);
    }
    if (stderr != null && !String.valueOf(error.message()).endsWith(stderr.strip())) {
      tell(stderr);
    }
  }

  private static String reason(@Nullable TaskError error) {
    return error == null ? "" : ": " + error.message();
  }

  private void tell(String output) {
    if (!output.isEmpty()) {
      StringBuilder lines = new StringBuilder();
      output.lines().forEach(line -> lines.append(Printable.replaced(line)).append('\n'));
      terminal.lines(lines.toString());
    }
  }

  /** Says something after a second, unless it is cancelled before. */
  Future<?> sayLater(String message) {
    return terminal.messageAfter(LATER_MILLIS, message);
  }

  void warn(String message) {
    if (warns) {
      terminal.message("warning: " + message);
    }
  }
}
