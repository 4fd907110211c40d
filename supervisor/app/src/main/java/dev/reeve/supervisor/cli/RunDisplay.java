package dev.reeve.supervisor.cli;

import dev.reeve.os.ProcessFolder;
import dev.reeve.supervisor.cli.terminal.HumanLine;
import dev.reeve.supervisor.cli.terminal.HumanOutput;
import dev.reeve.supervisor.cli.terminal.ProgressPainter;
import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.cli.terminal.TerminalInfo;
import dev.reeve.supervisor.cli.terminal.TerminalStyle;
import dev.reeve.supervisor.results.RecordOutput;
import dev.reeve.supervisor.results.StandardOutput;
import dev.reeve.supervisor.run.RunBuilder;
import dev.reeve.supervisor.run.TaskRun;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Standard output and standard error of a run: records, outputs of commands, a person's screen. */
final class RunDisplay {
  private final OutputOptions output;
  private final Verbosity verbosity;
  private final TerminalInfo info;
  private final boolean outClosed;
  private final Terminal terminal;

  /** Null without a terminal. */
  private final @Nullable PersonScreen person;

  /** For outputs of commands; null if they are not wanted as they are. */
  private final @Nullable CommandOutputs outputs;

  /**
   * @param folder for outputs of commands that exists already; null if there is none
   */
  RunDisplay(
      OutputOptions output, Verbosity verbosity, Streams streams, @Nullable ProcessFolder folder) {
    this.output = output;
    this.verbosity = verbosity;
    this.info = streams.terminalInfo();
    this.outClosed = streams.isOutClosed();
    this.terminal =
        new Terminal(streams.out(), streams.err(), info.outTerminal() && info.errTerminal());
    boolean isRaw = output.outputOn(info) == OutputOptions.Output.RAW;
    this.outputs =
        isRaw || output.outputDirectory() != null
            ? new CommandOutputs(
                output, terminal, folder == null ? CommandOutputs.newFolder() : folder, isRaw)
            : null;
    this.person =
        !isRaw && (info.errTerminal() || info.outTerminal())
            ? new PersonScreen(terminal, info, verbosity.isVerbose())
            : null;
  }

  Terminal terminal() {
    return terminal;
  }

  /** Returns the ways of outputs of commands; null if they are not wanted as they are. */
  @Nullable CommandOutputs outputs() {
    return outputs;
  }

  boolean outHasReader() {
    return info.outHasReader();
  }

  /** Fails before the first task instead of at its record. */
  void checkStandardOutput() throws CommandAbortedException {
    if (outClosed
        && (output.outputOn(info) != OutputOptions.Output.NONE || output.eventsGoToOutput())) {
      throw new CommandAbortedException(
          ExitCodes.CANNOT_WRITE_RESULTS,
          "standard output is closed, so the results would be lost: redirect it to a file, or use"
              + " --results FILE or --output none");
    }
  }

  /** Adds standard output after the results file, so that a slow reader delays no record of it. */
  void addTo(RunBuilder run) {
    if (outputs != null && output.outputOn(info) != OutputOptions.Output.RAW) {
      run.output(rawOutput(outputs, false));
    }
    switch (output.outputOn(info)) {
      case RAW -> run.output(rawOutput(Objects.requireNonNull(outputs), true));
      case JSONL -> run.output(new StandardOutput(terminal.out(), info.outHasReader()));
      case HUMAN -> {
        if (person != null && info.outTerminal()) {
          run.output(person.onStandardOutput());
          return;
        }
        run.output(humanOutput());
      }
      case NONE -> {
        if (person != null && isWatched()) {
          run.output(person.onStandardError());
          return;
        }
      }
    }
    if (person != null && isWatched()) {
      run.output(person.untilEnd());
    }
  }

  private RecordOutput rawOutput(CommandOutputs outputsOfCommands, boolean prints) {
    boolean tells = person == null && !verbosity.isQuiet();
    return outputsOfCommands.output(
        new RawOutput.Style(prints, output.tags(), tells, info.outHasReader()));
  }

  /**
   * Sets who is told, with the reason, if standard output fails while commands run; if their
   * outputs are printed at their ends, the run learns it then.
   */
  void onOutputFailure(Consumer<String> action) {
    if (outputs != null) {
      outputs.onFailure(
          cause -> action.accept(StandardOutput.failure(cause, info.outHasReader()).message()));
    }
  }

  /** Returns whether somebody wants to see on standard error how the run goes. */
  private boolean isWatched() {
    return info.errTerminal() && !verbosity.isQuiet();
  }

  /** Returns lines for people who read them elsewhere: a line for each task. */
  private RecordOutput humanOutput() {
    HumanLine line = new HumanLine(new TerminalStyle(false, info.unicode()));
    return new HumanOutput(terminal.out(), info.outHasReader(), line);
  }

  void startProgress(TaskRun run, @Nullable String name) {
    if (output.hasProgress(info, verbosity)) {
      boolean redraw = info.errTerminal() && info.control();
      ProgressPainter.start(run::progress, terminal, drawing(name, redraw), redraw);
    }
  }

  private ProgressPainter.Drawing drawing(@Nullable String name, boolean redraw) {
    if (person == null || !redraw) {
      return ProgressPainter.Drawing.PLAIN;
    }
    person.watchSize();
    return person.bar(name);
  }

  /**
   * Gives a person the report as the screen shows it.
   *
   * @param command the run's command and its job, for the line that tells how to repeat it
   */
  void tell(RunReport report, String command) {
    if (person != null && info.errTerminal()) {
      report.on(person.end(CommandName.get() + " " + command, output.results()));
    }
  }

  RunReport.Detail detail() {
    RunReport.Detail detail = verbosity.detail();
    boolean tellsFailures = output.isSilent() && detail == RunReport.Detail.TOTALS;
    return tellsFailures ? RunReport.Detail.FAILURES : detail;
  }
}
