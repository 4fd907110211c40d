package dev.reeve.worker.runtime;

import dev.reeve.protocol.FromWorker;

/** Tells at a fixed interval that the process lives, its memory, and what it works on. */
final class Heartbeat extends Thread {
  private final Session session;
  private final long intervalMillis;
  private final Outbox outbox;

  Heartbeat(Session session, long intervalMillis, Outbox outbox) {
    super("heartbeat");
    this.session = session;
    this.intervalMillis = intervalMillis;
    this.outbox = outbox;
    setDaemon(true);
  }

  @Override
  public void run() {
    while (!session.endsWithin(intervalMillis)) {
      beat();
    }
  }

  /** Tells now. */
  void beat() {
    outbox.tell(new FromWorker.Heartbeat(MemoryProbe.now(), session.running()));
  }
}
