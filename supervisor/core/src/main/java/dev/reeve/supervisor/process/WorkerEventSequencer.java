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
      events.accept(key, new WorkerEvent.Started(pid));
    }
  }

  synchronized void startFailed(StartFailure failure) {
    if (!closed) {
      closed = true;
      events.accept(key, new WorkerEvent.StartFailed(failure));
    }
  }

  synchronized void messages(List<FromWorker> messages) {
    if (!closed) {
      talked = true;
      events.accept(key, new WorkerEvent.Said(messages));
    }
  }

  synchronized void lastWords(List<FromWorker> messages) {
    if (!closed && !messages.isEmpty()) {
      talked = true;
      events.accept(key, new WorkerEvent.SaidAtEnd(messages));
    }
  }

  synchronized void protocolBroken(String why) {
    if (!closed && !broken) {
      broken = true;
      events.accept(key, new WorkerEvent.ProtocolBroken(why));
    }
  }

  /** Whether a message has come. */
  synchronized boolean hasTalked() {
    return talked;
  }

  synchronized void joined(WorkerExit exit) {
    if (!closed) {
      closed = true;
      events.accept(key, new WorkerEvent.Joined(exit));
    }
  }
}
