package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.redis.Broker;
import dev.reeve.supervisor.redis.BrokerWork;
import dev.reeve.supervisor.redis.WorkOptions;
import dev.reeve.supervisor.run.RunOutcome;
import dev.reeve.supervisor.run.TaskRun;
import dev.reeve.text.Counts;
import java.io.IOException;
import java.nio.file.Path;

/** The command {@code work}: takes tasks from a broker, until it is told to end. */
final class WorkCommand {
  private final OptionValues values;
  private final Terminal terminal;
  private final Verbosity verbosity;
  private final PoolOptions options;

  WorkCommand(OptionValues values, Streams streams) {
    this.values = values;
    this.terminal = new Terminal(streams.out(), streams.err(), false);
    this.verbosity = new Verbosity(values);
    this.options = new PoolOptions(values);
  }

  /** Works until it is asked to end; returns the exit code. */
  int call() throws IOException, InterruptedException, CommandAbortedException {
    HeapCheck.require(Runtime.getRuntime().maxMemory());
    try (Job job = new ServeJob(values, options.taskDefaults()).read()) {
      PoolStarter pool =
          new PoolStarter(options, job, null, null)
              .pausing()
              .hiding(BrokerOptions.PASSWORD_VARIABLE);
      pool.checkClasspath();
      try (Broker broker = BrokerOptions.open(values, this::tell)) {
        return work(broker, job, pool);
      }
    }
  }

  private int work(Broker broker, Job job, PoolStarter pool)
      throws InterruptedException, CommandAbortedException {
    int size = pool.size();
    WorkOptions taking = WorkTable.work(values, size);
    String warning = WorkTable.warning(taking);
    if (warning != null) {
      tell(warning);
    }
    BrokerWork work =
        broker.work(
            taking, job.folder(), options.taskDefaults(), values.has(ServeOptions.ALLOW_EXEC));
    Path logs = LogFolder.forThisRun(System.getenv());
    Supervisor workers = pool.start(true, logs, verbosity.log(terminal), null);
    RunMessages messages = new RunMessages(terminal, verbosity.shows(Level.WARNING));
    TaskRun run =
        TaskRun.builder(work.source(), workers).output(work.output()).listener(messages).build();
    ServeSignals signals = ServeSignals.listen(run::drain, run::stopNow, terminal);
    work.start(run);
    tell("taking tasks for " + Counts.of(size, "worker"));
    return end(run, signals, logs);
  }

  private int end(TaskRun run, ServeSignals signals, Path logs) throws InterruptedException {
    RunControlThread control =
        RunControlThread.ofRun(
            run, values, String.join(" ", values.all(BrokerOptions.BROKER)), terminal);
    control.start();
    RunOutcome outcome;
    try (control) {
      outcome = run.run();
    }
    int told =
        new RunReport(terminal, null, null, logs, verbosity.detail())
            .tell(outcome, ServeSignals.exitCode(outcome, signals));
    terminal.close();
    return told;
  }

  private void tell(String message) {
    if (!verbosity.isQuiet()) {
      terminal.message(message);
    }
  }
}
