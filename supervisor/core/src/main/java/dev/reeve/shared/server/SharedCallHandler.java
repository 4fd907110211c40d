package dev.reeve.shared.server;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.SharedCall;

/** Where the shared objects are, for whoever has calls for them. */
public interface SharedCallHandler {

  /** Passes on a call; {@code reply} is told its answer exactly once, on whatever thread. */
  void call(ClientProcess member, RequestId id, SharedCall call, Reply reply);

  /** A call shall wait no longer. */
  void cancel(ClientProcess member, RequestId id);

  /** A process has ended: what it held is released. */
  void died(ClientProcess member);
}
