package dev.reeve.supervisor.process;

import dev.reeve.os.StartError;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.model.WorkerLine;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A worker from the request to start it until it is joined. It accepts messages and signals before
 * its process runs.
 */
final class WorkerProcess implements WorkerControl {
  private static final int REAPING_SECONDS = 2;

  private final WorkerKey key;
  private final WorkerEventSequencer events;
  private final WorkerLog log;
  private final WorkerOutputLog outputLog;
  private final LaunchContext context;
  private final WorkerInput input = new WorkerInput();
  private volatile boolean stopRequested;
  private volatile @Nullable RunningProcess running;

  WorkerProcess(WorkerKey key, WorkerEvents events, WorkerLog log, LaunchContext context) {
    this.key = key;
    this.events = new WorkerEventSequencer(key, events);
    this.log = log;
    this.outputLog = new WorkerOutputLog(key, log, context.log());
    this.context = context;
  }

  @Override
  public void send(List<ToWorker> messages) {
    for (ToWorker message : messages) {
      if (message instanceof ToWorker.Diagnose diagnose) {
        outputLog.expectDiagnosis(diagnose.id());
      }
    }
    input.add(messages);
  }

  @Override
  public void useShortLines() {
    input.useShortLines();
  }

  @Override
  public void closeInput() {
    input.close();
  }

  @Override
  public void dumpThreads() {
    context.signalThread().execute(() -> ifRunning(RunningProcess::dumpThreads));
  }

  @Override
  public void terminate() {
    stop(RunningProcess::terminate);
  }

  @Override
  public void kill() {
    stop(RunningProcess::kill);
  }

  @Override
  public List<FromWorker> lastWords() {
    RunningProcess now = running;
    return now == null ? List.of() : now.lastWords();
  }

  /** Starts the process. Called once, on the launcher's starter thread. */
  void launch() {
    try {
      if (stopRequested) {
        throw new CannotStartException(
            new StartFailure(StartError.UNKNOWN, "stopped before it was started"));
      }
      run(context.starter().start(key));
    } catch (CannotStartException e) {
      input.abandon();
      events.accept(new WorkerEvent.StartFailed(e.failure()));
    }
  }

  /** Returns whether the supervisor has signalled it to end. */
  boolean isStopRequested() {
    return stopRequested;
  }

  WorkerKey key() {
    return key;
  }

  WorkerEventSequencer events() {
    return events;
  }

  WorkerInput input() {
    return input;
  }

  WorkerOutputLog outputLog() {
    return outputLog;
  }

  LineSink stderrLog() {
    return log.source(key, WorkerLine.Source.STDERR);
  }

  private void run(Process process) throws CannotStartException {
    RunningProcess started = new RunningProcess(this, process, context);
    try {
      started.createThreads();
    } catch (OutOfMemoryError e) {
      killUnannounced(process);
      throw new CannotStartException(StartFailure.of("the threads of " + key, StartError.of(e)));
    }
    running = started;
    started.run();
    if (stopRequested) {
      kill();
    }
  }

  /** Ends a process of which no event has been sent; it must be gone before its start fails. */
  private void killUnannounced(Process process) {
    process.toHandle().destroyForcibly();
    try {
      if (!process.waitFor(REAPING_SECONDS, TimeUnit.SECONDS)) {
        context.log().log(
            Level.WARNING, "cannot end pid " + process.pid() + ", the process of " + key);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop(Consumer<RunningProcess> how) {
    stopRequested = true;
    context.signalThread().execute(() -> ifRunning(how));
  }

  private void ifRunning(Consumer<RunningProcess> action) {
    RunningProcess now = running;
    if (now != null) {
      action.accept(now);
    }
  }
}
