package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.job.JobHooks;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.results.EventLog;
import dev.reeve.supervisor.results.JobLog;
import dev.reeve.supervisor.results.Journal;
import dev.reeve.supervisor.results.ResultsFile;
import dev.reeve.supervisor.results.RunStart;
import dev.reeve.supervisor.run.RunBuilder;
import dev.reeve.supervisor.run.TaskRun;
import dev.reeve.text.ShellQuote;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Sets up a run from the options. Whatever can be checked before the first process starts is
 * checked here: class path, summary file, results file.
 */
final class RunSetup {
  private final Job job;
  private final OptionValues values;
  private final OutputOptions output;
  private final Verbosity verbosity;
  private final RunDisplay display;
  private final Terminal terminal;
  private final PoolOptions options;
  private final PoolStarter pool;
  private final @Nullable String jobArgument;
  private @Nullable EventLog events;
  private @Nullable PageReport page;

  /**
   * @param early the worker that was started ahead; null if there is none
   */
  RunSetup(Job job, OptionValues values, Streams streams, @Nullable EarlyRun early) {
    this.job = job;
    this.values = values;
    this.output = new OutputOptions(values);
    this.verbosity = new Verbosity(values);
    this.display =
        new RunDisplay(output, verbosity, streams, early == null ? null : early.outputs());
    this.terminal = display.terminal();
    this.jobArgument = values.get(OptionTable.JOB);
    this.options = new PoolOptions(values);
    this.pool =
        new PoolStarter(options, job, early == null ? null : early.worker(), display.outputs());
  }

  /** Starts the pool and returns the run; leaves nothing behind if it fails. */
  RunSession start() throws CommandAbortedException {
    HeapCheck.require(Runtime.getRuntime().maxMemory());
    pool.checkClasspath();
    display.checkStandardOutput();
    checkSummaryFile();
    openPage();
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
    HookRunner hooks = hooks();
    FailureHook failures = hooks == null ? null : hooks.failures();
    if (failures != null) {
      run.output(failures);
    }
    display.addTo(run);
    if (page != null) {
      run.output(page.output());
    }
    if (events != null) {
      run.output(events);
    }
    TaskRun built = run.listener(new RunMessages(terminal, verbosity.shows(Level.WARNING))).build();
    display.onOutputFailure(built::drain);
    return session(built, logs, signals).call(hooks);
  }

  /** Returns null if there are none. */
  private @Nullable HookRunner hooks() {
    JobHooks hooks = options.hooks(job.settings().hooks());
    return hooks.equals(JobHooks.NONE)
        ? null
        : new HookRunner(
            hooks,
            job.folder(),
            new HookPool(job.folder(), options.graceOrDefault()),
            new HookMessages(terminal, verbosity.shows(Level.WARNING)));
  }

  private @Nullable EventLog openEvents(RunTargets targets) throws CommandAbortedException {
    EventLog log = targets.events(display.outHasReader());
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

  private void checkSummaryFile() throws CommandAbortedException {
    Path summary = output.summary();
    String problem = summary == null ? null : SummaryTarget.problem(summary);
    if (problem != null) {
      throw new CommandAbortedException(
          ExitCodes.CANNOT_CREATE_RESULTS,
          "cannot write the summary to " + summary + ": " + problem);
    }
  }

  private void openPage() throws CommandAbortedException {
    Path file = output.report();
    if (file != null) {
      page = PageReport.open(file, RunName.of(values, job.settings().name()));
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
      if (!job.schedules().isEmpty()) {
        terminal.message("warning: schedules are left out: only a server follows them");
      }
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
        verbosity.log(terminal),
        page == null ? events : page.listener(events));
  }

  private RunSession session(TaskRun run, Path logs, PendingSignals signals) {
    String name = job.settings().name();
    display.startProgress(run, name);
    RunReport report =
        new RunReport(terminal, name, output.summary(), logs, display.detail()).with(page);
    display.tell(report, jobArgument == null ? "each" : "run " + ShellQuote.word(jobArgument));
    return new RunSession(run, terminal, report, signals, events)
        .under(RunControlThread.ofRun(run, values, name, terminal));
  }
}
