package dev.reeve.shared.client;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.SharedCall;

/** The way to the supervisor's shared objects. Any thread. */
public interface SharedPort {

  /**
   * Sends a call; {@code reply} is told its answer exactly once.
   *
   * @return what {@link #cancel} knows it by
   * @throws IllegalArgumentException if the call is longer than a message may be
   */
  RequestId send(SharedCall call, PendingReply reply);

  /** Asks that a call wait no longer; it is answered all the same. */
  void cancel(RequestId request);
}
