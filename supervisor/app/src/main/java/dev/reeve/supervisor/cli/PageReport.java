package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.RunFacts;
import dev.reeve.supervisor.serve.page.HistoryOutput;
import dev.reeve.supervisor.serve.page.MemorySampler;
import dev.reeve.supervisor.serve.page.PageFacts;
import dev.reeve.supervisor.serve.page.ReportFile;
import dev.reeve.supervisor.serve.page.RunHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page of {@code --report}: what it needs is gathered during the run. */
final class PageReport {
  private final Path file;
  private final String name;
  private final RunHistory history = RunHistory.ofRun(Instant::now);
  private final MemorySampler sampler = new MemorySampler(history);

  private PageReport(Path file, String name) {
    this.file = file;
    this.name = name;
  }

  /**
   * Begins to gather.
   *
   * @throws CommandAbortedException if the file could not be written at the end
   */
  static PageReport open(Path file, String name) throws CommandAbortedException {
    String problem = SummaryTarget.problem(file, "a report", ReportFile::isReport);
    if (problem != null) {
      throw new CommandAbortedException(
          ExitCodes.CANNOT_CREATE_RESULTS, "cannot write the report to " + file + ": " + problem);
    }
    PageReport report = new PageReport(file, name);
    report.sampler.start();
    return report;
  }

  /** Returns what is to hear the pool, besides another listener. */
  SupervisorListener listener(@Nullable SupervisorListener other) {
    return other == null ? history : new ListenerPair(other, history);
  }

  /** Returns an output that the run needs. */
  HistoryOutput output() {
    return new HistoryOutput(history);
  }

  /** Writes the page; returns the exit code, which is another one if that fails. */
  int write(RunFacts facts, Terminal terminal) {
    sampler.close();
    PipeWait wait = PipeWait.of(file, terminal);
    try {
      ReportFile.write(file, history, pageFacts(facts));
      return facts.exitCode();
    } catch (IOException e) {
      terminal.message("cannot write the report to " + file + ": " + e.getMessage());
      return facts.exitCode() > ExitCodes.TASKS_FAILED
          ? facts.exitCode()
          : ExitCodes.CANNOT_WRITE_RESULTS;
    } finally {
      wait.end();
    }
  }

  private PageFacts pageFacts(RunFacts facts) {
    long done = 0;
    for (Map.Entry<TaskStatus, Long> entry : facts.alreadyDone().entrySet()) {
      done += entry.getValue();
    }
    String ending = facts.summary().ending().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return new PageFacts(name, ending, facts.summary().message(), facts.exitCode(), done);
  }
}
