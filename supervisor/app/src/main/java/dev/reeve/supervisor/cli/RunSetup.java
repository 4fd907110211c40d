package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.EarlyWorker;
import dev.reeve.supervisor.PoolTooDeepException;
import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.SupervisorBuilder;
import dev.reeve.supervisor.cli.terminal.HumanLine;
import dev.reeve.supervisor.cli.terminal.HumanOutput;
import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.cli.terminal.TerminalInfo;
import dev.reeve.supervisor.cli.terminal.TerminalStyle;
import dev.reeve.supervisor.cli.terminal.TerminalWidth;
import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.results.CannotOpenResultsException;
import dev.reeve.supervisor.results.Journal;
import dev.reeve.supervisor.results.RecordOutput;
import dev.reeve.supervisor.results.ResultsFile;
import dev.reeve.supervisor.results.StandardOutput;
import dev.reeve.supervisor.run.ResumeFilter;
import dev.reeve.text.Counts;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be found out before the first process starts: settings, class path, results.
 *
 * @param columns how long lines for the terminal may be
 * @param logs where the workers' standard error goes
 */
record RunSetup(
    Job job,
    RunPlan plan,
    OutputOptions output,
    Verbosity verbosity,
    Streams streams,
    int columns,
    Path logs) {

  static RunSetup of(
      Job job, PoolOptions pool, OutputOptions output, Verbosity verbosity, Streams streams) {
    RunPlan plan = RunPlan.of(pool, job.settings(), Runtime.getRuntime().availableProcessors());
    int columns = TerminalWidth.of(System.getenv(), streams.surroundings().control());
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Path logs =
        LogFolder.forRun(
            System.getenv(),
            temporary,
            LocalDateTime.now(ZoneOffset.UTC),
            ProcessHandle.current().pid());
    return new RunSetup(job, plan, output, verbosity, streams, columns, logs);
  }

  /** Starts the run, or says why not and leaves nothing behind. */
  RunSession start(@Nullable EarlyWorker early) throws CommandAbortedException {
    Classpath.require(plan.worker().classpath());
    requireSummaryPlace();
    Terminal terminal = terminal();
    warnOfFirstProcess(terminal);
    List<RecordOutput> outputs = new ArrayList<>();
    ResumeFilter resume = ResumeFilter.off();
    if (output.results() != null) {
      ResultsFile file = openFile(output.results(), terminal);
      outputs.add(file);
      resume = resume(file, terminal);
    }
    addStandardOutput(outputs, terminal);
    return new RunSession(this, terminal, startSupervisor(terminal, early), outputs, resume);
  }

  private void requireSummaryPlace() throws CommandAbortedException {
    if (output.summary() == null) {
      return;
    }
    String problem = SummaryTarget.problem(output.summary());
    if (problem != null) {
      throw new CommandAbortedException(
          ExitCodes.CANNOT_CREATE_RESULTS,
          "cannot write the summary to " + output.summary() + ": " + problem);
    }
  }

  private void warnOfFirstProcess(Terminal terminal) {
    if (verbosity.shows(Level.WARNING) && ContainerInitCheck.is(ProcessHandle.current().pid())) {
      terminal.message(ContainerInitCheck.WARNING);
    }
  }

  private Terminal terminal() {
    TerminalInfo around = streams.surroundings();
    return new Terminal(streams.out(), streams.err(), around.outTerminal() && around.errTerminal());
  }

  /** The file comes first, so that a reader who stalls keeps no record from it. */
  private void addStandardOutput(List<RecordOutput> outputs, Terminal terminal) {
    boolean hasReader = streams.surroundings().outHasReader();
    switch (output.outputOn(streams.surroundings())) {
      case JSONL -> outputs.add(new StandardOutput(terminal.out(), hasReader));
      case HUMAN -> outputs.add(humanOutput(terminal, hasReader));
      case NONE -> {}
    }
  }

  private ResumeFilter resume(ResultsFile file, Terminal terminal) throws CommandAbortedException {
    if (!output.resumes()) {
      return ResumeFilter.off();
    }
    try {
      Journal journal = file.readJournal();
      if (verbosity.isVerbose()) {
        terminal.message(output.results() + " has records of " + Counts.of(journal.size(), "task"));
      }
      return ResumeFilter.from(journal, output.retriesFailed(), terminal::message);
    } catch (CannotOpenResultsException e) {
      throw cannotStart(e);
    }
  }

  private static CommandAbortedException cannotStart(CannotOpenResultsException e) {
    return new CommandAbortedException(
        e.heldByAnother() ? ExitCodes.RESULTS_HELD : ExitCodes.CANNOT_CREATE_RESULTS,
        String.valueOf(e.getMessage()));
  }

  private static ResultsFile openFile(Path file, Terminal terminal) throws CommandAbortedException {
    try {
      ResultsFile results = ResultsFile.open(file);
      if (results.tornBytes() > 0) {
        terminal.message(
            file + ": cut off a torn last line of " + Counts.of(results.tornBytes(), "byte"));
      }
      return results;
    } catch (CannotOpenResultsException e) {
      throw cannotStart(e);
    }
  }

  private RecordOutput humanOutput(Terminal terminal, boolean hasReader) {
    TerminalInfo around = streams.surroundings();
    TerminalStyle style =
        new TerminalStyle(around.outTerminal() && around.colour(), around.unicode());
    int width = around.outTerminal() ? columns : Integer.MAX_VALUE;
    return new HumanOutput(terminal.out(), hasReader, new HumanLine(style), width);
  }

  private Supervisor startSupervisor(Terminal terminal, @Nullable EarlyWorker early)
      throws CommandAbortedException {
    SupervisorBuilder builder = Supervisor.builder().workingDirectory(job.folder()).logFolder(logs);
    plan.applyTo(builder);
    Path cache = CacheFolder.of(System.getenv());
    if (early != null) {
      builder.earlyWorker(early);
    }
    if (cache != null) {
      builder.cacheFolder(cache);
    }
    if (job.totalTasks() >= 0 && !output.resumes()) {
      // of a resumed job nobody knows how many tasks are left before all of it has been read
      builder.totalTasks(job.totalTasks());
    }
    builder.log(
        (level, message) -> {
          if (verbosity.shows(level)) {
            terminal.message(message);
          }
        });
    try {
      return builder.start();
    } catch (PoolTooDeepException e) {
      throw new CommandAbortedException(
          ExitCodes.WORKERS_DO_NOT_START, String.valueOf(e.getMessage()));
    }
  }
}
