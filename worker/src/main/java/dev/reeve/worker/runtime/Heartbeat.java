package dev.reeve.worker.runtime;

import dev.reeve.protocol.FromWorker;

/** Reports at a fixed interval that the process is alive, its memory, and the running request. */
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

  /** Sends one heartbeat. */
  void beat() {
    outbox.send(new FromWorker.Heartbeat(MemoryProbe.now(), session.running()));
  }
}
