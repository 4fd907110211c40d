package dev.reeve.supervisor;

/** Thrown if a pool is started in a worker of a pool that itself runs in a worker of a pool. */
public final class PoolTooDeepException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  PoolTooDeepException(String message) {
    super(message);
  }
}
