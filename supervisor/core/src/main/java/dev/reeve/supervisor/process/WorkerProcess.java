package dev.reeve.supervisor.process;

import dev.reeve.os.StartError;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One worker from the wish for it on: takes messages and signals before there is a process. */
final class WorkerProcess implements WorkerControl {
  private static final int REAPING_SECONDS = 2;

  private final WorkerKey key;
  private final WorkerEventSequencer events;
  private final WorkerLog workerLog;
  private final LaunchContext context;
  private final WorkerInput input = new WorkerInput();
  private final DiagnosisLog diagnosisLog;
  private volatile boolean stopRequested;
  private volatile boolean shutdownSent;
  private volatile @Nullable RunningProcess running;

  WorkerProcess(WorkerKey key, WorkerEvents events, WorkerLog workerLog, LaunchContext context) {
    this.key = key;
    this.events = new WorkerEventSequencer(key, events);
    this.workerLog = workerLog;
    this.diagnosisLog = new DiagnosisLog(workerLog.source(key, "diagnosis"));
    this.context = context;
  }

  @Override
  public void send(List<ToWorker> messages) {
    for (ToWorker message : messages) {
      note(message);
    }
    input.add(messages);
  }

  private void note(ToWorker message) {
    if (message instanceof ToWorker.Shutdown) {
      shutdownSent = true;
    } else if (message instanceof ToWorker.Diagnose diagnose) {
      diagnosisLog.asked(diagnose.id());
    }
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
        throw new CannotStartException(new StartFailure(-1, "stopped before it was started"));
      }
      run(context.starter().start(context.mark(key)));
    } catch (CannotStartException e) {
      input.abandon();
      events.startFailed(e.failure());
    }
  }

  /** A worker that was told to end, and ended well, has ended its commands itself. */
  boolean wasShutDown() {
    return shutdownSent;
  }

  /** Whether somebody wanted its end. */
  boolean wasStopped() {
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

  WorkerLog workerLog() {
    return workerLog;
  }

  DiagnosisLog diagnosisLog() {
    return diagnosisLog;
  }

  private void run(Process process) throws CannotStartException {
    RunningProcess started = new RunningProcess(this, process, context);
    try {
      started.prepare();
    } catch (OutOfMemoryError e) {
      endUnseen(process);
      throw new CannotStartException(StartFailure.of("the threads of " + key, StartError.of(e)));
    }
    running = started;
    started.run();
    if (stopRequested) {
      kill();
    }
  }

  /** Nothing was told of it yet, so it has to be gone before its start is said to have failed. */
  private void endUnseen(Process process) {
    process.toHandle().destroyForcibly();
    try {
      if (!process.waitFor(REAPING_SECONDS, TimeUnit.SECONDS)) {
        context.log().log(Level.WARNING, "pid " + process.pid() + " of " + key + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop(Consumer<RunningProcess> how) {
    stopRequested = true;
    context.signalThread().execute(() -> ifRunning(how));
  }

  private void ifRunning(Consumer<RunningProcess> how) {
    RunningProcess now = running;
    if (now != null) {
      how.accept(now);
    }
  }
}
