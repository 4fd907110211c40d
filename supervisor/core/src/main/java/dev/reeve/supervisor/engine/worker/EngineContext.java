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
 */
public record EngineContext(
    EngineClock clock, Machine machine, SupervisorLog log, SupervisorListener listener) {

  /** A context that knows nothing of the machine. */
  public EngineContext(EngineClock clock, SupervisorLog log, SupervisorListener listener) {
    this(clock, Machine.UNKNOWN, log, listener);
  }

  /** Returns a context without a listener. */
  public static EngineContext of(EngineClock clock, SupervisorLog log) {
    return new EngineContext(clock, log, new SupervisorListener() {});
  }

  /** Returns the same context with another log. */
  public EngineContext withLog(SupervisorLog other) {
    return new EngineContext(clock, machine, other, listener);
  }
}
