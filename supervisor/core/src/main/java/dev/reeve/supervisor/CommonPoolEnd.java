package dev.reeve.supervisor;

import dev.reeve.supervisor.model.RunSummary;

/** The end of the common pool: it comes with the end of the JVM. Thread-safe. */
final class CommonPoolEnd extends PoolEnd {
  CommonPoolEnd(SupervisorParts parts) {
    super(parts);
  }

  /** Kills the workers, and waits until they are joined. Calls no callbacks. */
  void endNow() {
    super.stopNow("the program ends");
    try {
      var unused = join();
    } catch (InterruptedException | IllegalStateException e) {
      // the workers end by themselves when they see that their supervisor is gone
    }
  }

  @Override
  void takeNoMore() {
    throw refusal("shut down");
  }

  @Override
  void drain(String reason) {
    throw refusal("drained");
  }

  @Override
  void stopNow(String reason) {
    throw refusal("stopped");
  }

  @Override
  RunSummary finish() {
    throw refusal("finished");
  }

  /** Does nothing, so that a try block may use the pool as any other. */
  @Override
  void close() {}

  private static IllegalStateException refusal(String verb) {
    return new IllegalStateException(
        "the common pool cannot be "
            + verb
            + ", because other parts of the program may use it; cancel your own futures, or start"
            + " a pool of your own by Supervisor.builder()");
  }
}
