package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.EngineClock;
import dev.reeve.supervisor.engine.task.Machine;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.SupervisorLog;

/**
 * The clock, the machine, the log and the listener, which all parts of the engine share.
 *
 * @param clock the time
 * @param machine load and free memory
 * @param log told what people should know of; called on the loop's thread
 * @param listener told of workers and progress; called on the loop's thread, so it must not block
 * @param exitResults limit of what workers leave
 */
public record EngineContext(
    EngineClock clock,
    Machine machine,
    SupervisorLog log,
    SupervisorListener listener,
    ExitResultLimit exitResults) {

  public EngineContext(
      EngineClock clock, Machine machine, SupervisorLog log, SupervisorListener listener) {
    this(clock, machine, log, listener, new ExitResultLimit());
  }

  /** Returns a context without a listener, which knows nothing of the machine. */
  public static EngineContext of(EngineClock clock, SupervisorLog log) {
    return new EngineContext(clock, Machine.UNKNOWN, log, new SupervisorListener() {});
  }

  /** Returns the same context with another log. */
  public EngineContext withLog(SupervisorLog other) {
    return new EngineContext(clock, machine, other, listener, exitResults);
  }

  /** Returns the context for a process beside the pool, which knows nothing of the machine. */
  public EngineContext beside(SupervisorLog other, SupervisorListener ofProcess) {
    return new EngineContext(clock, Machine.UNKNOWN, other, ofProcess, exitResults);
  }
}
