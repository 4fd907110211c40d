package dev.reeve.shared.client;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.SharedCall;

/**
 * The way to the supervisor's shared objects: by messages in a worker, by the supervisor's loop in
 * the program around it. Any thread.
 */
public interface SharedPort {

  /**
   * Sends a call. Its answer completes {@code reply} exactly once.
   *
   * @return the id by which {@link #cancel} knows the call
   * @throws IllegalArgumentException if the call is longer than a message may be
   */
  RequestId send(SharedCall call, PendingReply reply);

  /** Asks the supervisor to end the wait of a call, which is answered all the same. */
  void cancel(RequestId request);
}
