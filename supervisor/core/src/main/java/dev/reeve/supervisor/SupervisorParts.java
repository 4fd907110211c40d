package dev.reeve.supervisor;

import dev.reeve.supervisor.classes.WorkerClassPath;
import dev.reeve.supervisor.engine.EventLoop;
import dev.reeve.supervisor.engine.task.EngineClock;
import dev.reeve.supervisor.engine.worker.EngineContext;
import dev.reeve.supervisor.engine.worker.PoolSettings;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.process.ProcessLauncher;
import dev.reeve.supervisor.relay.CompletionThread;
import dev.reeve.supervisor.relay.ListenerRelay;
import dev.reeve.supervisor.relay.LogRelay;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The parts of a {@link Supervisor}, which start together and end in order. Thread-safe. */
final class SupervisorParts {
  /** Longest time that the end of a run waits for the archive that speeds up the next one. */
  private static final Duration LONGEST_ARCHIVE_WAIT = Duration.ofSeconds(10);

  private final LogRelay log;
  private final @Nullable ListenerRelay relay; // null without a listener
  private final CompletionThread callbacks = new CompletionThread();
  private final ProcessLauncher launcher;
  private final EventLoop loop;
  private final HandlerRegistrations handlers;
  private final CallSubmitter calls;
  private final TaskProcesses processes;
  private final PoolSize size;
  private final ProgramSharedObjects sharedObjects;

  SupervisorParts(
      PoolSettings settings,
      Launching launching,
      @Nullable SupervisorListener target,
      SupervisorLog logTarget) {
    this.log = new LogRelay(logTarget);
    WorkerClassPath classPath = launching.classPath();
    WorkerFolders folders = launching.folders();
    EarlyWorker early = launching.early();
    this.launcher =
        new ProcessLauncher(
            LaunchSpecs.spec(settings.worker(), classPath, folders, settings.maxFrameBytes()),
            folders.cache(),
            classPath.own(),
            early == null ? null : early.process(),
            log);
    this.relay = target == null ? null : new ListenerRelay(target, log);
    if (relay != null) {
      launcher.passLinesTo(relay::workerWrote);
    }
    SupervisorListener listener = relay == null ? new SupervisorListener() {} : relay;
    EngineContext context = new EngineContext(EngineClock.SYSTEM, new HostMachine(), log, listener);
    this.loop = new EventLoop(settings, launcher, context);
    this.handlers =
        new HandlerRegistrations(
            loop::register, classPath, settings.setup().classFiles(), settings.maxFrameBytes());
    this.calls = new CallSubmitter(loop, handlers, callbacks, settings.maxFrameBytes());
    this.processes = new TaskProcesses(launcher, settings, handlers::all, loop, context);
    this.size = new PoolSize(loop, processes, settings.workers());
    if (relay != null) {
      relay.start();
    }
    loop.start();
    this.sharedObjects = new ProgramSharedObjects(loop, log);
  }

  EventLoop loop() {
    return loop;
  }

  HandlerRegistrations handlers() {
    return handlers;
  }

  CallSubmitter calls() {
    return calls;
  }

  CompletionThread callbacks() {
    return callbacks;
  }

  TaskProcesses processes() {
    return processes;
  }

  PoolSize size() {
    return size;
  }

  ProgramSharedObjects sharedObjects() {
    return sharedObjects;
  }

  /** Skips waiting tasks and gives running ones the grace period. */
  void drain(String reason) {
    launcher.stopPreparing();
    loop.drain(reason);
    processes.drain(reason);
  }

  /** Skips waiting tasks and kills all workers. */
  void stopNow(String reason) {
    launcher.stopPreparing();
    loop.stopNow(reason);
    processes.stopNow(reason);
  }

  /**
   * Waits for the end of all tasks and processes. The pool ends after the processes that are
   * joined, because they use its shared objects, and before the daemons.
   */
  RunSummary finish() throws InterruptedException {
    processes.join();
    loop.noMoreTasks();
    try {
      RunSummary summary = processes.finish(loop.ended().get());
      sharedObjects.close();
      boolean completed = summary.ending() == RunEnding.COMPLETED;
      launcher.awaitPreparing(completed ? LONGEST_ARCHIVE_WAIT : Duration.ZERO);
      launcher.close();
      closeRelays();
      return summary;
    } catch (ExecutionException e) {
      sharedObjects.close();
      launcher.awaitPreparing(Duration.ZERO);
      throw new IllegalStateException(
          "the pool was stopped by a fault of Reeve: " + e.getCause(), e.getCause());
    }
  }

  private void closeRelays() throws InterruptedException {
    callbacks.close();
    if (relay != null) {
      relay.close();
    }
    log.close();
  }
}
