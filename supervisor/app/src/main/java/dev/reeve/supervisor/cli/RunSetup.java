package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.EarlyWorker;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.cli.terminal.HumanLine;
import dev.reeve.supervisor.cli.terminal.HumanOutput;
import dev.reeve.supervisor.cli.terminal.ProgressPainter;
import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.cli.terminal.TerminalInfo;
import dev.reeve.supervisor.cli.terminal.TerminalStyle;
import dev.reeve.supervisor.cli.terminal.TerminalWidth;
import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.results.CannotOpenResultsException;
import dev.reeve.supervisor.results.JobLog;
import dev.reeve.supervisor.results.Journal;
import dev.reeve.supervisor.results.RecordOutput;
import dev.reeve.supervisor.results.ResultsFile;
import dev.reeve.supervisor.results.StandardOutput;
import dev.reeve.supervisor.run.RunBuilder;
import dev.reeve.supervisor.run.TaskRun;
import dev.reeve.text.Counts;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Sets up a run from the options. Whatever can be checked before the first process starts is
 * checked here: class path, summary file, results file.
 */
final class RunSetup {
  private final Job job;
  private final OutputOptions output;
  private final Verbosity verbosity;
  private final TerminalInfo info;
  private final boolean outClosed;
  private final Terminal terminal;
  private final PoolStarter pool;

  /**
   * @param early the worker that was started ahead; null if there is none
   */
  RunSetup(Job job, OptionValues values, Streams streams, @Nullable EarlyWorker early) {
    this.job = job;
    this.output = new OutputOptions(values);
    this.verbosity = new Verbosity(values);
    this.info = streams.terminalInfo();
    this.outClosed = streams.isOutClosed();
    this.terminal =
        new Terminal(streams.out(), streams.err(), info.outTerminal() && info.errTerminal());
    this.pool = new PoolStarter(new PoolOptions(values), job, early);
  }

  /** Starts the pool and returns the run; leaves nothing behind if it fails. */
  RunSession start() throws CommandAbortedException {
    HeapCheck.require(Runtime.getRuntime().maxMemory());
    pool.checkClasspath();
    checkStandardOutput();
    checkSummaryFile();
    warnOfFirstProcess();
    warnOfJob();
    Path results = output.results();
    ResultsFile file = results == null ? null : open(results);
    JobLog joblog = openJobLog();
    Journal journal = file == null || !output.resumes() ? null : readJournal(file);
    Path early = pool.logFolder();
    Path logs = early == null ? LogFolder.forThisRun(System.getenv()) : early;
    PendingSignals signals = PendingSignals.listen();
    RunBuilder run = TaskRun.builder(job, startPool(logs)).keepOrder(output.keepsOrder());
    if (file != null && results != null) {
      run.output(file).spillFolder(folderOf(results));
    }
    if (joblog != null) {
      run.output(joblog);
    }
    if (journal != null) {
      resume(run, journal);
    }
    addStandardOutput(run);
    return session(
        run.listener(new RunMessages(terminal, verbosity.shows(Level.WARNING))).build(),
        logs,
        signals);
  }

  private static Path folderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? Path.of("") : folder;
  }

  /** Fails before the first task instead of at its record. */
  private void checkStandardOutput() throws CommandAbortedException {
    if (outClosed && output.outputOn(info) != OutputOptions.Output.NONE) {
      throw new CommandAbortedException(
          ExitCodes.CANNOT_WRITE_RESULTS,
          "standard output is closed, so the results would be lost: redirect it to a file, or use"
              + " --results FILE or --output none");
    }
  }

  private void checkSummaryFile() throws CommandAbortedException {
    Path summary = output.summary();
    String problem = summary == null ? null : SummaryTarget.problem(summary);
    if (problem != null) {
      throw new CommandAbortedException(
          ExitCodes.CANNOT_CREATE_RESULTS,
          "cannot write the summary to " + summary + ": " + problem);
    }
  }

  private void warnOfFirstProcess() {
    if (verbosity.shows(Level.WARNING) && ContainerInitCheck.is(ProcessHandle.current().pid())) {
      terminal.message(ContainerInitCheck.WARNING);
    }
  }

  private void warnOfJob() {
    if (verbosity.shows(Level.WARNING)) {
      job.warnings().forEach(warning -> terminal.message("warning: " + warning));
    }
  }

  private ResultsFile open(Path path) throws CommandAbortedException {
    PipeWait wait = PipeWait.of(path, terminal);
    try {
      ResultsFile file = ResultsFile.open(path);
      tellTorn(path, file.tornBytes());
      return file;
    } catch (CannotOpenResultsException e) {
      throw cannotStart(e);
    } finally {
      wait.end();
    }
  }

  private @Nullable JobLog openJobLog() throws CommandAbortedException {
    Path path = output.joblog();
    if (path == null) {
      return null;
    }
    PipeWait wait = PipeWait.of(path, terminal);
    try {
      JobLog log = JobLog.open(path);
      tellTorn(path, log.tornBytes());
      return log;
    } catch (CannotOpenResultsException e) {
      throw cannotStart(e);
    } finally {
      wait.end();
    }
  }

  private void tellTorn(Path path, long bytes) {
    if (bytes > 0) {
      terminal.message(path + ": cut off a torn last line of " + Counts.of(bytes, "byte"));
    }
  }

  private Journal readJournal(ResultsFile file) throws CommandAbortedException {
    try {
      Journal journal = file.readJournal();
      if (verbosity.isVerbose()) {
        terminal.message(output.results() + " has records of " + Counts.of(journal.size(), "task"));
      }
      return journal;
    } catch (CannotOpenResultsException e) {
      throw cannotStart(e);
    }
  }

  private static CommandAbortedException cannotStart(CannotOpenResultsException e) {
    return new CommandAbortedException(
        e.heldByAnother() ? ExitCodes.RESULTS_HELD : ExitCodes.CANNOT_CREATE_RESULTS,
        String.valueOf(e.getMessage()));
  }

  private void resume(RunBuilder run, Journal journal) {
    if (output.retriesFailed()) {
      run.retryFailed(journal);
    } else {
      run.resume(journal);
    }
  }

  private Supervisor startPool(Path logs) throws CommandAbortedException {
    return pool.start(
        output.resumes(),
        logs,
        (level, message) -> {
          if (verbosity.shows(level)) {
            terminal.message(message);
          }
        });
  }

  /** Adds standard output after the results file, so that a slow reader delays no record of it. */
  private void addStandardOutput(RunBuilder run) {
    switch (output.outputOn(info)) {
      case JSONL -> run.output(new StandardOutput(terminal.out(), info.outHasReader()));
      case HUMAN -> run.output(humanOutput());
      case NONE -> {}
    }
  }

  private RecordOutput humanOutput() {
    TerminalStyle style = new TerminalStyle(info.outTerminal() && info.colour(), info.unicode());
    int width = info.outTerminal() ? columns() : Integer.MAX_VALUE;
    return new HumanOutput(terminal.out(), info.outHasReader(), new HumanLine(style), width);
  }

  private int columns() {
    return TerminalWidth.of(System.getenv(), info.control());
  }

  private RunSession session(TaskRun run, Path logs, PendingSignals signals) {
    if (output.hasProgress(info, verbosity)) {
      boolean redraw = info.errTerminal() && info.control();
      ProgressPainter.start(run::progress, terminal, columns(), redraw);
    }
    RunReport report =
        new RunReport(terminal, job.settings().name(), output.summary(), logs, detail());
    return new RunSession(run, terminal, report, signals);
  }

  private RunReport.Detail detail() {
    if (verbosity.isQuiet()) {
      return RunReport.Detail.NOTHING;
    }
    return info.errTerminal() || verbosity.isVerbose()
        ? RunReport.Detail.WORKERS
        : RunReport.Detail.TOTALS;
  }
}
