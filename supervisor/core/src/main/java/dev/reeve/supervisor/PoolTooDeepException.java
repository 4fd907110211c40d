package dev.reeve.supervisor;

/** A pool was to be started in a worker of a pool that is itself in a worker of a pool. */
public final class PoolTooDeepException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  PoolTooDeepException(String message) {
    super(message);
  }
}
