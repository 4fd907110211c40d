package dev.reeve.supervisor.engine;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.SharedCall;
import dev.reeve.supervisor.shared.Member;
import dev.reeve.supervisor.shared.Reply;

/** Where the shared objects are, for whoever has calls for them. */
public interface SharedHost {

  /** Passes on a call; {@code reply} is told its answer exactly once, on whatever thread. */
  void call(Member member, RequestId id, SharedCall call, Reply reply);

  /** A call shall wait no longer. */
  void cancel(Member member, RequestId id);

  /** A process has ended: what it held is released. */
  void died(Member member);
}
