package dev.reeve.supervisor.cli;

import dev.reeve.os.ProcessFolder;
import dev.reeve.supervisor.EarlyWorker;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.cli.terminal.HumanLine;
import dev.reeve.supervisor.cli.terminal.HumanOutput;
import dev.reeve.supervisor.cli.terminal.ProgressPainter;
import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.cli.terminal.TerminalInfo;
import dev.reeve.supervisor.cli.terminal.TerminalStyle;
import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.results.EventLog;
import dev.reeve.supervisor.results.JobLog;
import dev.reeve.supervisor.results.Journal;
import dev.reeve.supervisor.results.RecordOutput;
import dev.reeve.supervisor.results.ResultsFile;
import dev.reeve.supervisor.results.RunStart;
import dev.reeve.supervisor.results.StandardOutput;
import dev.reeve.supervisor.run.RunBuilder;
import dev.reeve.supervisor.run.TaskRun;
import dev.reeve.text.ShellQuote;
import java.nio.file.Path;
import java.util.Objects;
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

  /** Null without a terminal. */
  private final @Nullable PersonScreen person;

  private final @Nullable String jobArgument;
  private @Nullable EventLog events;

  /** For outputs of commands; null if they are not wanted as they are. */
  private final @Nullable ProcessFolder outputs;

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
    boolean isRaw = output.outputOn(info) == OutputOptions.Output.RAW;
    this.outputs = isRaw ? RawOutput.newFolder() : null;
    this.person =
        !isRaw && (info.errTerminal() || info.outTerminal())
            ? new PersonScreen(terminal, info, verbosity.isVerbose())
            : null;
    this.jobArgument = values.get(OptionTable.JOB);
    this.pool = new PoolStarter(new PoolOptions(values), job, early, outputs);
  }

  /** Starts the pool and returns the run; leaves nothing behind if it fails. */
  RunSession start() throws CommandAbortedException {
    HeapCheck.require(Runtime.getRuntime().maxMemory());
    pool.checkClasspath();
    checkStandardOutput();
    checkSummaryFile();
    warnOfFirstProcess();
    warnOfJob();
    RunTargets targets = new RunTargets(output, terminal);
    Path results = output.results();
    ResultsFile file = results == null ? null : targets.results(results);
    JobLog joblog = targets.jobLog();
    events = openEvents(targets);
    Journal journal =
        file == null || !output.resumes() ? null : targets.journal(file, verbosity.isVerbose());
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
    if (events != null) {
      run.output(events);
    }
    return session(
        run.listener(new RunMessages(terminal, verbosity.shows(Level.WARNING))).build(),
        logs,
        signals);
  }

  private @Nullable EventLog openEvents(RunTargets targets) throws CommandAbortedException {
    EventLog log = targets.events(info.outHasReader());
    if (log != null) {
      log.runStarted(
          new RunStart(job.settings().name(), ProcessHandle.current().pid(), job.totalTasks()));
    }
    return log;
  }

  private static Path folderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? Path.of("") : folder;
  }

  /** Fails before the first task instead of at its record. */
  private void checkStandardOutput() throws CommandAbortedException {
    if (outClosed
        && (output.outputOn(info) != OutputOptions.Output.NONE || output.eventsGoToOutput())) {
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
        },
        events);
  }

  /** Adds standard output after the results file, so that a slow reader delays no record of it. */
  private void addStandardOutput(RunBuilder run) {
    switch (output.outputOn(info)) {
      case RAW -> run.output(rawOutput());
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

  private RecordOutput rawOutput() {
    return new RawOutput(
        new RawOutput.Targets(terminal.out(), terminal.err()),
        info.outHasReader(),
        output.tags(),
        !verbosity.isQuiet(),
        Objects.requireNonNull(outputs));
  }

  /** Returns whether somebody wants to see on standard error how the run goes. */
  private boolean isWatched() {
    return info.errTerminal() && !verbosity.isQuiet();
  }

  /** Returns lines for people who read them elsewhere: a line for each task. */
  private RecordOutput humanOutput() {
    HumanLine line = new HumanLine(new TerminalStyle(false, info.unicode()));
    return new HumanOutput(terminal.out(), info.outHasReader(), line, Integer.MAX_VALUE);
  }

  private RunSession session(TaskRun run, Path logs, PendingSignals signals) {
    if (output.hasProgress(info, verbosity)) {
      boolean redraw = info.errTerminal() && info.control();
      ProgressPainter.start(run::progress, terminal, drawing(redraw), redraw);
    }
    RunReport report =
        new RunReport(terminal, job.settings().name(), output.summary(), logs, detail());
    if (person != null && info.errTerminal()) {
      String command = jobArgument == null ? "each" : "run " + ShellQuote.word(jobArgument);
      report.on(person.end(CommandName.get() + " " + command, output.results()));
    }
    return new RunSession(run, terminal, report, signals, events);
  }

  private ProgressPainter.Drawing drawing(boolean redraw) {
    if (person == null || !redraw) {
      return ProgressPainter.Drawing.PLAIN;
    }
    person.watchSize();
    return person.bar(job.settings().name());
  }

  private RunReport.Detail detail() {
    if (verbosity.isQuiet()) {
      return RunReport.Detail.NOTHING;
    }
    if (output.isSilent() && !verbosity.isVerbose()) {
      return RunReport.Detail.FAILURES;
    }
    return verbosity.isVerbose() ? RunReport.Detail.WORKERS : RunReport.Detail.TOTALS;
  }
}
