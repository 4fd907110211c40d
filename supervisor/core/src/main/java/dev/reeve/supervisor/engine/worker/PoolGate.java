package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.TaskError;

/** The gate of the pool. Once it is closed, no worker is started, and nothing fails the pool. */
public final class PoolGate {

  /** Receiver of the news that the pool as a whole cannot go on. */
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

  /** Tells the owner that the pool cannot go on, unless it is about to end anyway. */
  void failed(RunEnding ending, TaskError cause) {
    if (!closed) {
      owner.poolFailed(ending, cause);
    }
  }
}
