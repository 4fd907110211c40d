package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.SummaryText;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.results.RunFacts;
import dev.reeve.supervisor.results.SummaryWriter;
import dev.reeve.supervisor.run.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells what a run came to: to people, and to {@code --summary}. */
final class RunReport {
  private final RunSetup setup;
  private final Terminal terminal;

  RunReport(RunSetup setup, Terminal terminal) {
    this.setup = setup;
    this.terminal = terminal;
  }

  /** Returns the exit code, which is another if the summary cannot be written. */
  int tell(RunOutcome outcome, int exitCode) {
    RunMessages.tellChanged(outcome.changed(), terminal);
    tellTrouble(outcome.summary());
    int code = writeSummary(outcome, exitCode);
    if (!setup.verbosity().isQuiet()) {
      tellSummary(outcome, code);
    }
    return code;
  }

  /** Why the run stopped was logged by the supervisor when it did. */
  private void tellTrouble(RunSummary summary) {
    if (!summary.unjoined().isEmpty()) {
      terminal.message("processes that did not end and may still run: " + summary.unjoined());
    }
  }

  private int writeSummary(RunOutcome outcome, int exitCode) {
    if (setup.output().summary() == null) {
      return exitCode;
    }
    try {
      String name = setup.job().settings().name();
      RunFacts facts =
          new RunFacts(name, outcome.summary(), outcome.alreadyDone(), logs(), exitCode);
      SummaryWriter.write(setup.output().summary(), facts);
      return exitCode;
    } catch (IOException e) {
      terminal.message(
          "cannot write the summary to " + setup.output().summary() + ": " + e.getMessage());
      return exitCode > ExitCodes.TASKS_FAILED ? exitCode : ExitCodes.CANNOT_WRITE_RESULTS;
    }
  }

  private void tellSummary(RunOutcome outcome, int exitCode) {
    terminal.message(SummaryText.line(outcome.summary(), outcome.alreadyDone(), exitCode));
    if (setup.streams().surroundings().errTerminal() || setup.verbosity().isVerbose()) {
      terminal.lines(SummaryText.workers(outcome.summary().workers()));
    }
    Path logs = logs();
    if (logs != null) {
      terminal.message("what the workers wrote is in " + logs);
    }
  }

  /** The first line that a worker writes makes the folder. */
  private @Nullable Path logs() {
    return Files.isDirectory(setup.logs()) ? setup.logs() : null;
  }
}
