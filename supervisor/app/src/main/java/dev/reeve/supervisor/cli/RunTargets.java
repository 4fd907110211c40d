package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.results.CannotOpenResultsException;
import dev.reeve.supervisor.results.EventLog;
import dev.reeve.supervisor.results.EventTarget;
import dev.reeve.supervisor.results.JobLog;
import dev.reeve.supervisor.results.Journal;
import dev.reeve.supervisor.results.ResultsFile;
import dev.reeve.text.Counts;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens what a run appends to, before its first process starts. */
final class RunTargets {
  private final OutputOptions options;
  private final Terminal terminal;

  RunTargets(OutputOptions options, Terminal terminal) {
    this.options = options;
    this.terminal = terminal;
  }

  private interface Opening<T> {
    T open(Path path) throws CannotOpenResultsException;
  }

  private <T> T open(Path path, Opening<T> opening) throws CommandAbortedException {
    PipeWait wait = PipeWait.of(path, terminal);
    try {
      return opening.open(path);
    } catch (CannotOpenResultsException e) {
      throw cannotStart(e);
    } finally {
      wait.end();
    }
  }

  private static CommandAbortedException cannotStart(CannotOpenResultsException e) {
    return new CommandAbortedException(
        e.heldByAnother() ? ExitCodes.RESULTS_HELD : ExitCodes.CANNOT_CREATE_RESULTS,
        String.valueOf(e.getMessage()));
  }

  ResultsFile results(Path path) throws CommandAbortedException {
    ResultsFile file = open(path, ResultsFile::open);
    tellTorn(path, file.tornBytes());
    return file;
  }

  /** Returns null if none is wanted. */
  @Nullable JobLog jobLog() throws CommandAbortedException {
    Path path = options.joblog();
    if (path == null) {
      return null;
    }
    JobLog log = open(path, JobLog::open);
    tellTorn(path, log.tornBytes());
    return log;
  }

  /** Returns null if none is wanted. */
  @Nullable EventLog events(boolean outHasReader) throws CommandAbortedException {
    if (options.eventsGoToOutput()) {
      return EventLog.to(EventTarget.of(terminal.out(), outHasReader));
    }
    Path path = options.eventsFile();
    return path == null ? null : EventLog.to(open(path, EventTarget::open));
  }

  private void tellTorn(Path path, long bytes) {
    if (bytes > 0) {
      terminal.message(path + ": cut off a torn last line of " + Counts.of(bytes, "byte"));
    }
  }

  /**
   * Reads the records of earlier runs.
   *
   * @param tells whether their number is told
   */
  Journal journal(ResultsFile file, boolean tells) throws CommandAbortedException {
    try {
      Journal journal = file.readJournal();
      if (tells) {
        terminal.message(
            options.results() + " has records of " + Counts.of(journal.size(), "task"));
      }
      return journal;
    } catch (CannotOpenResultsException e) {
      throw cannotStart(e);
    }
  }
}
