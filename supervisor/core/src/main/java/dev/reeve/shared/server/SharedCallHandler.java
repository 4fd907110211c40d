package dev.reeve.shared.server;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.SharedCall;

/** A receiver of calls to shared objects. */
public interface SharedCallHandler {

  /** Carries out a call. {@code reply} gets the answer exactly once, on any thread. */
  void call(ClientProcess client, RequestId id, SharedCall call, Reply reply);

  /** Refuses a call that waits. Does nothing if it does not wait. */
  void cancel(ClientProcess client, RequestId id);

  /** Releases all that a process held, which has ended. */
  void died(ClientProcess client);
}
