package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.cli.terminal.Streams;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.redis.Broker;
import dev.reeve.supervisor.redis.BrokerPool;
import dev.reeve.supervisor.run.RunOutcome;
import dev.reeve.supervisor.serve.TaskServer;
import dev.reeve.supervisor.serve.http.AccessTokens;
import dev.reeve.supervisor.serve.http.HttpSetup;
import dev.reeve.supervisor.serve.http.ListenAddress;
import dev.reeve.supervisor.serve.queue.QueueBounds;
import dev.reeve.supervisor.serve.queue.TaskQueue;
import dev.reeve.supervisor.serve.schedule.Scheduler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The command {@code serve}: a supervisor that stays, and takes tasks by HTTP. */
final class ServeCommand {
  private final OptionValues values;
  private final Terminal terminal;
  private final Verbosity verbosity;
  private final PoolOptions options;
  private final ServePlace place;

  ServeCommand(OptionValues values, Streams streams) {
    this.values = values;
    this.terminal = new Terminal(streams.out(), streams.err(), false);
    this.verbosity = new Verbosity(values);
    this.options = new PoolOptions(values);
    this.place = new ServePlace(values);
  }

  /** Serves until the server is asked to end; returns the exit code. */
  int call() throws IOException, InterruptedException, CommandAbortedException {
    HeapCheck.require(Runtime.getRuntime().maxMemory());
    ServeJob document = new ServeJob(values, options.taskDefaults());
    Job job = document.read();
    BrokerOptions.requireBroker(values);
    PoolStarter pool = new PoolStarter(options, job, null, null).pausing();
    pool.checkClasspath();
    ListenAddress address = place.address();
    AccessTokens tokens = place.tokens(address);
    HttpSetup setup =
        new HttpSetup(
            address,
            tokens,
            values.all(ServeOptions.HOST),
            ServeOptions.limits(values),
            new HttpSetup.Tasks(
                job.folder(), options.taskDefaults(), values.has(ServeOptions.ALLOW_EXEC)));
    TaskQueue queue = openQueue();
    try (TaskServer server = open(setup, queue);
        Scheduler schedules = document.scheduler(job, queue, this::tell)) {
      return BrokerOptions.isGiven(values)
          ? serveByBroker(server, queue, document, schedules)
          : serveByWorkers(server, pool, document, schedules);
    }
  }

  private int serveByBroker(
      TaskServer server, TaskQueue queue, ServeJob document, Scheduler schedules)
      throws InterruptedException, CommandAbortedException {
    for (CommandOption<?> each : List.of(OptionTable.WORKERS, OptionTable.WORKER_CLASSPATH)) {
      if (values.has(each)) {
        throw new CommandAbortedException(
            ExitCodes.USAGE,
            each + " is for workers of this server; with --broker they are those of reeve work");
      }
    }
    ServeSignals signals = ServeSignals.listen(server::drain, server::stopNow, terminal);
    try (Broker broker = BrokerOptions.open(values, this::tell);
        BrokerLook look = new BrokerLook(broker);
        BrokerPool pool = broker.pool(BrokerOptions.limits(values), options.graceOrDefault())) {
      server.show(look);
      server.onDelivery(pool::written);
      queue.listen(new StoredRecords(pool));
      tellStart(server);
      tell("tasks go to the queue at " + String.join(", ", values.all(BrokerOptions.BROKER)));
      Path logs = LogFolder.forThisRun(System.getenv());
      return serve(
          server, ServePool.of(pool), new Surroundings(document, schedules, signals, logs));
    }
  }

  /** What goes on beside the tasks. */
  private record Surroundings(
      ServeJob document, Scheduler schedules, ServeSignals signals, Path logs) {}

  private TaskQueue openQueue() throws CommandAbortedException {
    Path folder = values.get(ServeOptions.QUEUE);
    QueueBounds bounds = ServeOptions.bounds(values);
    try {
      return folder == null ? TaskQueue.inMemory(bounds) : TaskQueue.open(folder, bounds);
    } catch (IOException e) {
      throw new CommandAbortedException(
          ExitCodes.CANNOT_CREATE_RESULTS, String.valueOf(e.getMessage()));
    }
  }

  private TaskServer open(HttpSetup setup, TaskQueue queue)
      throws IOException, CommandAbortedException {
    try {
      return TaskServer.open(setup, queue, this::tell);
    } catch (IOException e) {
      queue.close();
      throw new CommandAbortedException(
          ExitCodes.CANNOT_CREATE_RESULTS, String.valueOf(e.getMessage()));
    }
  }

  private int serveByWorkers(
      TaskServer server, PoolStarter pool, ServeJob document, Scheduler schedules)
      throws InterruptedException, CommandAbortedException {
    ServeSignals signals = ServeSignals.listen(server::drain, server::stopNow, terminal);
    Path logs = LogFolder.forThisRun(System.getenv());
    Supervisor workers = pool.start(true, logs, verbosity.log(terminal), server.listener());
    tellStart(server);
    return serve(
        server, ServePool.of(workers), new Surroundings(document, schedules, signals, logs));
  }

  private int serve(TaskServer server, ServePool pool, Surroundings around)
      throws InterruptedException {
    ServeReload reload = new ServeReload(around.document(), place, this::tell);
    reload.listen(pool::resize, around.schedules());
    around.schedules().start();
    RunControlThread control = new RunControlThread(() -> server::answer, values, terminal);
    control.start();
    RunOutcome outcome;
    try (control) {
      outcome = pool.run(server, new RunMessages(terminal, verbosity.shows(Level.WARNING)));
    }
    int exitCode = ServeSignals.exitCode(outcome, around.signals());
    int told =
        new RunReport(terminal, null, null, around.logs(), verbosity.detail())
            .tell(outcome, exitCode);
    terminal.close();
    return told;
  }

  private void tellStart(TaskServer server) {
    tell("listening at " + server.address());
    Path token = place.madeToken();
    if (token != null) {
      tell("callers need the token in " + token);
    }
    Path folder = values.get(ServeOptions.QUEUE);
    tell(
        folder == null
            ? "tasks are kept in memory and end with this process; --queue FOLDER keeps them"
            : "tasks are kept in " + folder);
  }

  private void tell(String message) {
    if (!verbosity.isQuiet()) {
      terminal.message(message);
    }
  }
}
