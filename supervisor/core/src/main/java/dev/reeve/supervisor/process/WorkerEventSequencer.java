package dev.reeve.supervisor.process;

import dev.reeve.protocol.FromWorker;
import java.util.List;

/**
 * Keeps the promise of {@link WorkerEvents} for one worker, whose events come from several threads:
 * one after the other, none after the last, and a broken protocol only once.
 */
final class WorkerEventSequencer {
  private final WorkerKey key;
  private final WorkerEvents events;
  private boolean closed; // guarded by this, as are the next and every call of events
  private boolean broken;
  private boolean talked;

  WorkerEventSequencer(WorkerKey key, WorkerEvents events) {
    this.key = key;
    this.events = events;
  }

  synchronized void started(long pid) {
    if (!closed) {
      events.started(key, pid);
    }
  }

  synchronized void startFailed(StartFailure failure) {
    if (!closed) {
      closed = true;
      events.startFailed(key, failure);
    }
  }

  synchronized void messages(List<FromWorker> messages) {
    if (!closed) {
      talked = true;
      events.messages(key, messages);
    }
  }

  synchronized void lastWords(List<FromWorker> messages) {
    if (!closed && !messages.isEmpty()) {
      talked = true;
      events.lastWords(key, messages);
    }
  }

  synchronized void protocolBroken(String why) {
    if (!closed && !broken) {
      broken = true;
      events.protocolBroken(key, why);
    }
  }

  /** Whether a message has come. */
  synchronized boolean hasTalked() {
    return talked;
  }

  synchronized void joined(WorkerExit exit) {
    if (!closed) {
      closed = true;
      events.joined(key, exit);
    }
  }
}
