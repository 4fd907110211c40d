package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.results.OutputFailure;
import dev.reeve.supervisor.run.RunListener;
import dev.reeve.text.Counts;
import dev.reeve.text.Printable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Writes what happens during a run to standard error. */
final class RunMessages implements RunListener {
  /** Changed tasks that are named; of further ones only the number is told. */
  static final int MOST_NAMED = 10;

  private final Terminal terminal;
  private final boolean warns;
  private final AtomicLong changed = new AtomicLong();

  /**
   * @param warns whether warnings are wanted
   */
  RunMessages(Terminal terminal, boolean warns) {
    this.terminal = terminal;
    this.warns = warns;
  }

  /** Reports only results that were lost; a reader that went away wanted no more. */
  @Override
  public void outputFailed(OutputFailure failure) {
    if (failure.kind() == OutputFailure.Kind.NOT_WRITTEN) {
      terminal.message(failure.message());
    }
  }

  @Override
  public void sourceFailed(Throwable failure) {
    terminal.message(
        "no further tasks: "
            + (failure instanceof IOException
                ? failure.getMessage()
                : FaultText.describe(failure)));
  }

  @Override
  public void warning(String message) {
    if (warns) {
      terminal.message(message);
    }
  }

  @Override
  public void taskChanged(Task task) {
    if (changed.incrementAndGet() <= MOST_NAMED) {
      terminal.message(
          "task "
              + Printable.escaped(task.id())
              + " runs again: its content differs from the one recorded under its id");
    }
  }

  /** Tells how many changed tasks there were, unless all of them were named. */
  static void tellChanged(long tasks, Terminal terminal) {
    if (tasks > MOST_NAMED) {
      terminal.message(
          Counts.of(tasks, "task")
              + " in all ran again because their content differs from what was recorded");
    }
  }
}
