package dev.reeve.worker.runtime;

/**
 * Bounds a shutdown: after the grace period what is left is cancelled, after twice that time again
 * the process halts. A supervisor sends signals after one and two grace periods; whoever sends none
 * is not left with the process.
 */
final class ShutdownLimit extends Thread {
  private final Session session;
  private final long graceMillis;
  private final ProcessExit end;

  ShutdownLimit(Session session, long graceMillis, ProcessExit end) {
    super("shutdown-limit");
    this.session = session;
    this.graceMillis = graceMillis;
    this.end = end;
    setDaemon(true);
  }

  @Override
  public void run() {
    if (session.endsWithin(graceMillis)) {
      return;
    }
    session.cancelAll();
    if (!session.endsWithin(2 * graceMillis)) {
      System.err.println("reeve worker: a handler did not end in time for the shutdown; halting");
      end.halt(SupervisorLossHandler.EXIT_CODE);
    }
  }
}
