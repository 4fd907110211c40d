package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.SummaryText;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.results.RunFacts;
import dev.reeve.supervisor.results.SummaryWriter;
import dev.reeve.supervisor.run.ResumeFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells what a run came to: to people, and to {@code --summary}. */
final class RunReport {
  private final RunSetup setup;
  private final Terminal terminal;
  private final ResumeFilter resume;

  RunReport(RunSetup setup, Terminal terminal, ResumeFilter resume) {
    this.setup = setup;
    this.terminal = terminal;
    this.resume = resume;
  }

  /** Returns the exit code, which is another if the summary cannot be written. */
  int tell(RunSummary summary, int exitCode) {
    resume.tellRest();
    tellTrouble(summary);
    int code = writeSummary(summary, exitCode);
    if (!setup.verbosity().isQuiet()) {
      tellSummary(summary, code);
    }
    return code;
  }

  /** Why the run stopped was logged by the supervisor when it did. */
  private void tellTrouble(RunSummary summary) {
    if (!summary.unjoined().isEmpty()) {
      terminal.message("processes that did not end and may still run: " + summary.unjoined());
    }
  }

  private int writeSummary(RunSummary summary, int exitCode) {
    if (setup.output().summary() == null) {
      return exitCode;
    }
    try {
      String name = setup.job().settings().name();
      RunFacts facts = new RunFacts(name, summary, resume.counts(), logs(), exitCode);
      SummaryWriter.write(setup.output().summary(), facts);
      return exitCode;
    } catch (IOException e) {
      terminal.message(
          "cannot write the summary to " + setup.output().summary() + ": " + e.getMessage());
      return exitCode > ExitCodes.TASKS_FAILED ? exitCode : ExitCodes.CANNOT_WRITE_RESULTS;
    }
  }

  private void tellSummary(RunSummary summary, int exitCode) {
    terminal.message(SummaryText.line(summary, resume.counts(), exitCode));
    if (setup.streams().surroundings().errTerminal() || setup.verbosity().isVerbose()) {
      terminal.lines(SummaryText.workers(summary.workers()));
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
