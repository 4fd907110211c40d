package dev.reeve.supervisor;

import dev.reeve.supervisor.classes.WorkerClassPath;
import dev.reeve.supervisor.engine.EventLoop;
import dev.reeve.supervisor.engine.task.EngineClock;
import dev.reeve.supervisor.engine.worker.EngineContext;
import dev.reeve.supervisor.engine.worker.PoolSettings;
import dev.reeve.supervisor.process.ProcessLauncher;
import dev.reeve.supervisor.relay.CompletionThreads;
import dev.reeve.supervisor.relay.ListenerRelay;

/** The parts of a {@link Supervisor}, which start together. Thread-safe. */
final class SupervisorParts {
  private final Relays relays;
  private final ProcessLauncher launcher;
  private final EventLoop loop;
  private final HandlerRegistrations handlers;
  private final ProgramTasks tasks;
  private final CallSubmitter calls;
  private final TaskProcesses processes;
  private final PoolSize size;
  private final ProgramSharedObjects sharedObjects;
  private final PoolEnd end;
  private final MapCalls maps;

  SupervisorParts(PoolSettings settings, Launching launching, HostOptions host) {
    this.relays = new Relays(host);
    this.launcher = launcher(settings, launching, relays);
    EngineContext context =
        new EngineContext(EngineClock.SYSTEM, new HostMachine(), relays.log(), relays.listener());
    this.loop = new EventLoop(settings, launcher, context);
    this.handlers =
        new HandlerRegistrations(
            loop::register,
            launching.classPath(),
            settings.setup().classFiles(),
            settings.maxFrameBytes());
    this.tasks =
        new ProgramTasks(
            loop, relays.callbacks(), host.end().daemon() ? JvmKeeper.NONE : new JvmKeeper(true));
    this.calls = new CallSubmitter(tasks, handlers, settings.maxFrameBytes());
    this.processes = new TaskProcesses(launcher, settings, handlers::all, tasks, context);
    this.size = new PoolSize(loop, processes, settings.workers());
    this.end = new PoolEnd(this, host.end(), settings.grace());
    this.maps = new MapCalls(calls, size, end::requireOpen, mapFutures());
    tasks.keepNoLongerAfterFault();
    loop.start();
    relays.start(loop::snapshot, settings.totalTasks());
    this.sharedObjects = new ProgramSharedObjects(loop, relays.log());
    end.watchProgram();
  }

  private MapFutures mapFutures() {
    return new MapFutures(relays.callbacks()::run, tasks.keeper());
  }

  private static ProcessLauncher launcher(
      PoolSettings settings, Launching launching, Relays relays) {
    WorkerClassPath classPath = launching.classPath();
    WorkerFolders folders = launching.folders();
    EarlyWorker early = launching.early();
    ProcessLauncher launcher =
        new ProcessLauncher(
            LaunchSpecs.spec(settings.worker(), classPath, folders, settings.maxFrameBytes()),
            folders.cache(),
            classPath.own(),
            early == null ? null : early.process(),
            relays.log());
    ListenerRelay listener = relays.listenerOrNull();
    if (listener != null) {
      launcher.passLinesTo(listener::workerWrote);
    }
    return launcher;
  }

  EventLoop loop() {
    return loop;
  }

  HandlerRegistrations handlers() {
    return handlers;
  }

  ProgramTasks tasks() {
    return tasks;
  }

  CallSubmitter calls() {
    return calls;
  }

  CallGroups groups() {
    return new CallGroups(calls);
  }

  MapCalls maps() {
    return maps;
  }

  CompletionThreads callbacks() {
    return relays.callbacks();
  }

  Relays relays() {
    return relays;
  }

  ProcessLauncher launcher() {
    return launcher;
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

  PoolEnd end() {
    return end;
  }
}
