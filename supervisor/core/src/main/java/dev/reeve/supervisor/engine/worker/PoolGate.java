package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.TaskError;

/** Whether the pool is open: once it is closed no worker is started, and nothing fails it. */
public final class PoolGate {

  /** Told when the pool as a whole can't go on. */
  public interface Owner {
    void poolFailed(RunEnding ending, TaskError cause);
  }

  private final Owner owner;
  private boolean closed;

  PoolGate(Owner owner) {
    this.owner = owner;
  }

  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /** The pool can't go on, unless it is about to end anyway. */
  void failed(RunEnding ending, TaskError cause) {
    if (!closed) {
      owner.poolFailed(ending, cause);
    }
  }
}
