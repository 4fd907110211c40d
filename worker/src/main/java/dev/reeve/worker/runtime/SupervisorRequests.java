package dev.reeve.worker.runtime;

import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.ProtocolException;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ToWorker;

/**
 * The requests of this worker to its supervisor: calls of shared objects, whose ids are numbers,
 * and submitted tasks, whose ids are strings.
 */
final class SupervisorRequests {
  private final SharedClient shared;
  private final Submissions submissions;

  SupervisorRequests(Outbox outbox, MessageCodec codec) {
    this.shared = new SharedClient(outbox, codec);
    this.submissions = new Submissions(outbox);
  }

  /** Returns the calls of shared objects. Any thread. */
  SharedClient shared() {
    return shared;
  }

  /** Returns the submitted tasks. Any thread. */
  Submissions submissions() {
    return submissions;
  }

  /** Passes a result to the thread or future that waits for it. Control thread. */
  void answered(ToWorker.Success message) {
    try {
      if (!submissions.answered(message) && !shared.answered(message)) {
        reportUnknown(message.id());
      }
    } catch (ProtocolException e) {
      System.err.println("reeve worker: unreadable answer: " + e.getMessage());
    }
  }

  /** Passes an error to the thread or future that waits for it. Control thread. */
  void answered(ToWorker.Failure message) {
    if (!submissions.answered(message) && !shared.answered(message)) {
      reportUnknown(message.id());
    }
  }

  /** Fails the pending requests and all later ones: the supervisor answers no more. Any thread. */
  void abandon(String reason) {
    shared.abandon(reason);
    submissions.abandon(reason);
  }

  private static void reportUnknown(RequestId id) {
    System.err.println("reeve worker: unexpected answer: no request has the id " + id);
  }
}
