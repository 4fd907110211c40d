package dev.reeve.supervisor.process;

/**
 * The order of one worker's events, which come from several threads: one after the other, none
 * after the last, and {@link WorkerEvent.ProtocolBroken} only once. Thread-safe.
 */
final class WorkerEventSequencer {
  private final WorkerKey key;
  private final WorkerEvents events;
  private boolean ended; // guarded by this, as are the next two and every call of events
  private boolean protocolBroken;
  private boolean messageReceived;

  WorkerEventSequencer(WorkerKey key, WorkerEvents events) {
    this.key = key;
    this.events = events;
  }

  /** Passes the event on, unless it comes after the last one or repeats a broken protocol. */
  synchronized void accept(WorkerEvent event) {
    if (ended || (protocolBroken && event instanceof WorkerEvent.ProtocolBroken)) {
      return;
    }
    ended = event instanceof WorkerEvent.Joined || event instanceof WorkerEvent.StartFailed;
    protocolBroken |= event instanceof WorkerEvent.ProtocolBroken;
    messageReceived |= event instanceof WorkerEvent.Said || event instanceof WorkerEvent.SaidAtEnd;
    events.accept(key, event);
  }

  /** Returns whether the worker has sent a message. */
  synchronized boolean isMessageReceived() {
    return messageReceived;
  }
}
