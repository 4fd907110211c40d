package dev.reeve.supervisor.cli;

import dev.reeve.os.TerminalSize;
import dev.reeve.supervisor.cli.terminal.EndBlock;
import dev.reeve.supervisor.cli.terminal.FailureList;
import dev.reeve.supervisor.cli.terminal.ProgressBar;
import dev.reeve.supervisor.cli.terminal.ScreenColumns;
import dev.reeve.supervisor.cli.terminal.ScreenOutput;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.cli.terminal.TerminalInfo;
import dev.reeve.supervisor.cli.terminal.TerminalStyle;
import dev.reeve.supervisor.cli.terminal.TerminalWidth;
import dev.reeve.supervisor.results.RecordOutput;
import dev.reeve.text.ShellQuote;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The parts of a run that a person at a terminal sees. */
final class PersonScreen {
  /** Standard error, where the progress line and the end of the run are shown. */
  private static final int STANDARD_ERROR = 2;

  private final Terminal terminal;
  private final TerminalInfo info;
  private final boolean verbose;
  private final FailureList failures = new FailureList();
  private final ScreenColumns columns;
  private boolean showsFailures;

  PersonScreen(Terminal terminal, TerminalInfo info, boolean verbose) {
    this.terminal = terminal;
    this.info = info;
    this.verbose = verbose;
    this.columns =
        new ScreenColumns(
            TerminalWidth.told(System.getenv()), () -> TerminalSize.columns(STANDARD_ERROR));
  }

  /** Asks for the size of the screen again whenever it was changed. */
  void watchSize() {
    SignalListener.listen("WINCH", columns::resized);
  }

  ProgressBar bar(@Nullable String jobName) {
    return new ProgressBar(jobName, errStyle(), columns, verbose);
  }

  private TerminalStyle errStyle() {
    return new TerminalStyle(info.errTerminal() && info.colour(), info.unicode());
  }

  /** Returns the output that tells failures on standard output. */
  RecordOutput onStandardOutput() {
    showsFailures = true;
    TerminalStyle style = new TerminalStyle(info.colour(), info.unicode());
    return new ScreenOutput(
        lines -> terminal.out().write(fitted(lines).getBytes(StandardCharsets.UTF_8)),
        failures,
        style,
        columns::now,
        verbose);
  }

  /** Returns the output that tells failures on standard error. */
  RecordOutput onStandardError() {
    showsFailures = true;
    return new ScreenOutput(
        lines -> terminal.lines(fitted(lines)), failures, errStyle(), columns::now, verbose);
  }

  /** Returns the output that tells nothing before the end of the run. */
  RecordOutput untilEnd() {
    return new ScreenOutput(ScreenOutput.Screen.NONE, failures, errStyle(), columns::now, false);
  }

  private String fitted(String lines) {
    return info.control() ? TerminalWidth.cutting(lines) : lines;
  }

  /**
   * Returns the end of the run.
   *
   * @param command the command up to its job, such as {@code reeve run job.json}
   * @param results null if there is no results file
   */
  EndBlock end(String command, @Nullable Path results) {
    EndBlock.Hints hints = EndBlock.Hints.NONE;
    if (results != null) {
      String file = ShellQuote.word(results.toString());
      String again = command + (info.unicode() ? " … " : " ... ") + "--results " + file;
      hints =
          new EndBlock.Hints(
              CommandName.get() + " failures " + file,
              again + " --retry-failed",
              again + " --resume");
    }
    return new EndBlock(errStyle(), columns, failures, showsFailures, hints);
  }
}
