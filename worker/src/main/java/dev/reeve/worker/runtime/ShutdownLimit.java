package dev.reeve.worker.runtime;

/**
 * Limits the time of a shutdown: after the grace period it cancels the tasks that are left, and
 * after twice that time again it halts the process. Reeve's supervisor sends signals before that; a
 * supervisor that sends none gets rid of the process all the same.
 */
final class ShutdownLimit extends Thread {
  private final Session session;
  private final long graceMillis;
  private final ProcessExit exit;

  ShutdownLimit(Session session, long graceMillis, ProcessExit exit) {
    super("shutdown-limit");
    this.session = session;
    this.graceMillis = graceMillis;
    this.exit = exit;
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
      exit.halt(SupervisorLossHandler.EXIT_CODE);
    }
  }
}
