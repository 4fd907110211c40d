package dev.reeve.supervisor.engine;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.SharedCall;
import dev.reeve.shared.server.ClientProcess;
import dev.reeve.shared.server.Reply;
import dev.reeve.shared.server.SharedMemory;

/**
 * A message to the loop that owns the shared objects, about them. Immutable; {@link
 * SharedObjectHost} carries it out.
 */
sealed interface SharedObjectEvent {

  /**
   * Hands this event to the method of {@code handler} made for it, so that a missing case does not
   * compile.
   */
  void deliverTo(Handler handler);

  /** One method for each kind of event. */
  interface Handler {
    void called(Called event);

    void callCancelled(CallCancelled event);

    void clientDied(ClientDied event);

    void memoryOffered(MemoryOffered event);

    void guestArrived(GuestArrived event);

    void guestLeft(GuestLeft event);
  }

  /** A process calls an operation of a shared object. */
  record Called(ClientProcess client, RequestId id, SharedCall call, Reply reply)
      implements SharedObjectEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.called(this);
    }
  }

  /** A process no longer waits for the answer to a call. */
  record CallCancelled(ClientProcess client, RequestId id) implements SharedObjectEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.callCancelled(this);
    }
  }

  /** A process has ended; what it held is released. */
  record ClientDied(ClientProcess client) implements SharedObjectEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.clientDied(this);
    }
  }

  /**
   * Shared memory can be had from here on. Without this event there is none.
   *
   * @param memory asked on the loop's thread: must not block
   */
  record MemoryOffered(SharedMemory memory) implements SharedObjectEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.memoryOffered(this);
    }
  }

  /** Another loop begins whose workers use the shared objects of this one. */
  record GuestArrived() implements SharedObjectEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.guestArrived(this);
    }
  }

  /** All workers of a guest have been joined. */
  record GuestLeft() implements SharedObjectEvent {
    @Override
    public void deliverTo(Handler handler) {
      handler.guestLeft(this);
    }
  }
}
