package dev.reeve.supervisor.engine;

/**
 * Runs what a loop does. A fault of ours must not leave processes behind: the run is stopped, and
 * the loop goes on until all are joined. Belongs to the loop's thread.
 */
final class FaultGuard {
  /** A loop with so many faults of its own will not get anywhere. */
  private static final int MOST_FAULTS = 10;

  private final Engine engine;
  private int faults;

  FaultGuard(Engine engine) {
    this.engine = engine;
  }

  void run(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      fault(e);
    }
  }

  private void fault(Throwable fault) {
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
