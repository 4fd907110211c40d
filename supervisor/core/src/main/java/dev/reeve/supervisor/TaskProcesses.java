package dev.reeve.supervisor;

import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.engine.EventLoop;
import dev.reeve.supervisor.engine.LoopHost;
import dev.reeve.supervisor.engine.worker.EngineContext;
import dev.reeve.supervisor.engine.worker.PoolSettings;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.process.WorkerLauncher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The {@link TaskProcess}es that run beside the pool. Thread-safe. */
final class TaskProcesses {
  private final WorkerLauncher launcher;
  private final PoolSettings settings;
  private final Supplier<List<ToWorker.RegisterHandlers>> handlers;
  private final ProgramTasks tasks;
  private final EngineContext context;
  private final AtomicInteger slots;
  private final List<TaskProcess<?>> started = new ArrayList<>(); // guarded by this, as is closed
  private @Nullable String closed;

  /**
   * @param settings settings of the pool
   * @param handlers the registrations of the pool so far
   * @param tasks tasks of the pool whose shared objects the processes use
   */
  TaskProcesses(
      WorkerLauncher launcher,
      PoolSettings settings,
      Supplier<List<ToWorker.RegisterHandlers>> handlers,
      ProgramTasks tasks,
      EngineContext context) {
    this.launcher = launcher;
    this.settings = settings;
    this.handlers = handlers;
    this.tasks = tasks;
    this.context = context;
    this.slots = new AtomicInteger(settings.slots()); // those before are the pool's
  }

  /** Sets slots aside for the pool; returns the number of the first. */
  int reserveSlots(int count) {
    return slots.getAndAdd(count);
  }

  <R> TaskProcess<R> create(ProgramTasks.Call<R> call, TaskOptions options) {
    if (options.policy().retries() > 0 || !options.policy().uses().isEmpty()) {
      throw new IllegalArgumentException(
          "a process runs its call once, outside the pool, so it has no retries and uses no"
              + " resources; submit the call to the pool instead");
    }
    int slot = slots.getAndIncrement();
    String name = options.id();
    return new TaskProcess<>(name == null ? "process-" + slot : name, slot, call, this);
  }

  /** Adds a process that is about to start. */
  synchronized void add(TaskProcess<?> process) {
    if (closed != null) {
      throw new IllegalStateException("no more processes can be started: " + closed);
    }
    started.add(process);
  }

  /** Removes a process that could not start. */
  synchronized void remove(TaskProcess<?> process) {
    started.remove(process);
  }

  ProgramTasks tasks() {
    return tasks;
  }

  WorkerLauncher launcher() {
    return launcher;
  }

  PoolSettings settings(int slot) {
    return settings.forSingleProcess(slot);
  }

  /** Makes the handlers that the pool knows known to the loop of one process. */
  void registerHandlers(EventLoop loop) {
    handlers.get().forEach(each -> loop.register(each, Map.of()));
  }

  LoopHost host() {
    return tasks.loop().host();
  }

  /** Returns the context for the loop of one process, whose log names the process. */
  EngineContext context(String name, SupervisorListener listener) {
    SupervisorLog log = (level, message) -> context.log().log(level, name + ": " + message);
    return context.beside(log, listener);
  }

  SupervisorListener listener() {
    return context.listener();
  }

  /** Gives running processes the grace period; no more are started. */
  void drain(String reason) {
    close(reason);
    started().forEach(process -> process.loop().drain(reason));
  }

  /** Kills running processes; no more are started. */
  void stopNow(String reason) {
    close(reason);
    started().forEach(process -> process.loop().stopNow(reason));
  }

  private synchronized void close(String reason) {
    closed = reason;
  }

  /** Joins all processes but the daemons; no more are started. */
  void join() throws InterruptedException {
    boolean unused = join(Duration.ofSeconds(Long.MAX_VALUE));
  }

  /**
   * Joins all processes but the daemons, for {@code limit} at most; no more are started.
   *
   * @return false if one of them has not ended
   */
  boolean join(Duration limit) throws InterruptedException {
    close("the supervisor has finished");
    long start = System.nanoTime();
    for (TaskProcess<?> process : all(false)) {
      if (!process.join(limit.minusNanos(System.nanoTime() - start))) {
        return false;
      }
    }
    return true;
  }

  /** Returns the number of processes that run and are not daemons. */
  long alive() {
    return all(false).stream().filter(TaskProcess::isAlive).count();
  }

  /**
   * Ends the daemons and joins them. Must be called after {@link #join} and after the pool's end.
   *
   * @param pool summary of the pool
   * @return summary of the pool and the processes
   */
  RunSummary finish(RunSummary pool) throws InterruptedException {
    List<TaskProcess<?>> daemons = all(true);
    daemons.forEach(TaskProcess::terminate);
    for (TaskProcess<?> daemon : daemons) {
      daemon.join();
    }
    RunSummary sum = pool;
    for (TaskProcess<?> process : started()) {
      sum = sum.plus(process.summary());
    }
    return sum;
  }

  private synchronized List<TaskProcess<?>> started() {
    return List.copyOf(started);
  }

  private List<TaskProcess<?>> all(boolean daemons) {
    return started().stream().filter(process -> process.isDaemon() == daemons).toList();
  }
}
