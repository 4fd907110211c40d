package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.EndBlock;
import dev.reeve.supervisor.cli.terminal.SummaryText;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.model.WorkerReport;
import dev.reeve.supervisor.results.RunFacts;
import dev.reeve.supervisor.results.SummaryWriter;
import dev.reeve.supervisor.run.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reports the outcome of a run: to people on standard error, and to the file of {@code --summary}.
 */
final class RunReport {

  /** Amount of detail for people. */
  enum Detail {
    NOTHING,
    /** Totals of a run in which something failed. */
    FAILURES,
    TOTALS,
    /** Totals, and a table of all workers. */
    WORKERS
  }

  private final Terminal terminal;
  private final @Nullable String jobName;
  private final @Nullable Path summaryFile;
  private final Path logs;
  private final Detail detail;
  private @Nullable EndBlock screen;
  private @Nullable PageReport page;

  /**
   * @param jobName null if the job has none
   * @param summaryFile null if none is wanted
   * @param logs folder for the standard error of workers; exists only if one wrote something
   */
  RunReport(
      Terminal terminal,
      @Nullable String jobName,
      @Nullable Path summaryFile,
      Path logs,
      Detail detail) {
    this.terminal = terminal;
    this.jobName = jobName;
    this.summaryFile = summaryFile;
    this.logs = logs;
    this.detail = detail;
  }

  /** Tells the end in the way of a person's screen. */
  RunReport on(EndBlock block) {
    screen = block;
    return this;
  }

  /** Writes a page, too; null for none. */
  RunReport with(@Nullable PageReport report) {
    page = report;
    return this;
  }

  /** Returns the exit code, which is another one if summary or page cannot be written. */
  int tell(RunOutcome outcome, int exitCode) {
    RunMessages.tellChanged(outcome.changed(), terminal);
    tellUnjoined(outcome.summary().unjoined());
    int code = summaryFile == null ? exitCode : writeSummary(summaryFile, outcome, exitCode);
    if (page != null) {
      code = page.write(facts(outcome, code), terminal);
    }
    if (detail != Detail.NOTHING && (detail != Detail.FAILURES || code != ExitCodes.OK)) {
      tellSummary(outcome, code);
    }
    return code;
  }

  /** Returns the content of a summary. */
  RunFacts facts(RunOutcome outcome, int exitCode) {
    return new RunFacts(jobName, outcome.summary(), outcome.alreadyDone(), usedLogs(), exitCode);
  }

  private void tellUnjoined(List<Long> pids) {
    if (!pids.isEmpty()) {
      terminal.message("processes that did not end and may still run: " + pids);
    }
  }

  private int writeSummary(Path file, RunOutcome outcome, int exitCode) {
    PipeWait wait = PipeWait.of(file, terminal);
    try {
      SummaryWriter.write(file, facts(outcome, exitCode));
      return exitCode;
    } catch (IOException e) {
      terminal.message("cannot write the summary to " + file + ": " + e.getMessage());
      return exitCode > ExitCodes.TASKS_FAILED ? exitCode : ExitCodes.CANNOT_WRITE_RESULTS;
    } finally {
      wait.end();
    }
  }

  private void tellSummary(RunOutcome outcome, int exitCode) {
    if (screen == null) {
      terminal.message(SummaryText.line(outcome.summary(), outcome.alreadyDone(), exitCode));
    } else {
      terminal.lines(screen.of(outcome, exitCode));
    }
    if (detail == Detail.WORKERS) {
      terminal.lines(SummaryText.workers(outcome.summary().workers()));
      terminal.lines(outcome.summary().insights().toText());
    }
    Path used = usedLogs();
    if (used != null && (screen == null || detail == Detail.WORKERS || hasCrashed(outcome))) {
      terminal.message("what the workers wrote is in " + used);
    }
  }

  private static boolean hasCrashed(RunOutcome outcome) {
    for (WorkerReport worker : outcome.summary().workers()) {
      if (worker.crashed()) {
        return true;
      }
    }
    return false;
  }

  /** Returns the folder of logs; null if no worker has written any. */
  private @Nullable Path usedLogs() {
    return Files.isDirectory(logs) ? logs : null;
  }
}
