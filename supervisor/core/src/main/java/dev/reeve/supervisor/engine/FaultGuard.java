package dev.reeve.supervisor.engine;

import org.jspecify.annotations.Nullable;

/**
 * Handles faults of Reeve itself. A fault must not leave processes behind, so the run is stopped
 * and the loop goes on until all processes are joined. Belongs to the loop's thread.
 */
final class FaultGuard {
  /** After so many faults the engine is not trusted to stop the run any more. */
  private static final int MOST_FAULTS = 10;

  private static final int RESERVE_BYTES = 256 << 10;

  private final Engine engine;
  private int faults;

  /** Memory for the way to stop the run, given up at the first fault. */
  private byte @Nullable [] reserve = new byte[RESERVE_BYTES];

  FaultGuard(Engine engine) {
    this.engine = engine;
  }

  /** Stops the run because of a fault, or abandons it if it cannot be stopped. */
  void handle(Throwable fault) {
    if (reserve != null) {
      reserve = null;
    }
    boolean stopped = false;
    while (!stopped && ++faults < MOST_FAULTS) {
      stopped = stopAfter(fault);
    }
    if (!stopped) {
      engine.abandon(fault);
    }
  }

  private boolean stopAfter(Throwable fault) {
    try {
      engine.fail(fault);
      return true;
    } catch (RuntimeException | Error again) {
      if (again != fault) {
        fault.addSuppressed(again);
      }
      return false;
    }
  }
}
