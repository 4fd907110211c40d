package dev.reeve.supervisor.cli.terminal;

import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.OutputFailure;
import dev.reeve.supervisor.results.RecordBatch;
import dev.reeve.supervisor.results.RecordOutput;
import dev.reeve.supervisor.results.StandardOutput;
import java.io.IOException;
import java.util.function.IntSupplier;

/**
 * An output of results for a person's screen: failures as they happen, and nothing of tasks that
 * were skipped, which the end of the run tells. Successes have a line each only if that is wanted.
 */
public final class ScreenOutput implements RecordOutput {

  /** A place for whole lines. */
  public interface Screen {
    /** Keeps everything off the screen. */
    Screen NONE = lines -> {};

    /** Shows lines, which may have control sequences. */
    void show(String lines) throws IOException;
  }

  private final Screen screen;
  private final FailureList failures;
  private final FailureText failureText;
  private final HumanLine line;
  private final boolean tellsAll;

  /**
   * @param columns of the screen
   * @param tellsAll whether successes have a line each
   */
  public ScreenOutput(
      Screen screen,
      FailureList failures,
      TerminalStyle style,
      IntSupplier columns,
      boolean tellsAll) {
    this.screen = screen;
    this.failures = failures;
    this.failureText = new FailureText(style, columns);
    this.line = new HumanLine(style);
    this.tellsAll = tellsAll;
  }

  @Override
  public void write(RecordBatch batch) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (TaskResult result : batch.results()) {
      failures.add(result);
      if (result.status() == TaskStatus.SUCCEEDED) {
        if (tellsAll) {
          lines.append(line.of(result, TerminalWidth.CUT_BY_TERMINAL)).append('\n');
        }
      } else if (result.status() != TaskStatus.SKIPPED) {
        lines.append(failureText.lines(result));
      }
    }
    if (lines.length() > 0) {
      screen.show(lines.toString());
    }
  }

  @Override
  public OutputFailure failure(IOException cause) {
    return StandardOutput.failure(cause, true);
  }

  @Override
  public void close() {}
}
