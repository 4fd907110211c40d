package dev.reeve.worker.runtime;

import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.ProtocolException;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ToWorker;

/**
 * All that this worker asks of its supervisor. Ids of calls of shared objects are numbers, those of
 * submissions text, so an answer is for one of them at most.
 */
final class SupervisorRequests {
  private final SharedObjectAccess sharing;
  private final Submissions submissions;

  SupervisorRequests(Outbox outbox, MessageCodec codec) {
    this.sharing = new SharedObjectAccess(outbox, codec);
    this.submissions = new Submissions(outbox);
  }

  /** Any thread. */
  SharedObjectAccess sharing() {
    return sharing;
  }

  /** Any thread. */
  Submissions submissions() {
    return submissions;
  }

  /** Brings an answer to who waits for it. Control thread. */
  void answered(ToWorker.Success message) {
    try {
      heed(submissions.answered(message) || sharing.answered(message), message.id());
    } catch (ProtocolException e) {
      System.err.println("reeve worker: an answer can't be read: " + e.getMessage());
    }
  }

  /** As above, with an error. */
  void answered(ToWorker.Failure message) {
    heed(submissions.answered(message) || sharing.answered(message), message.id());
  }

  /** Nobody answers any more: who waits is told so, and who asks later. Any thread. */
  void abandon(String why) {
    sharing.abandon(why);
    submissions.abandon(why);
  }

  private static void heed(boolean asked, RequestId id) {
    if (!asked) {
      System.err.println("reeve worker: an answer to a request that was not asked: " + id);
    }
  }
}
