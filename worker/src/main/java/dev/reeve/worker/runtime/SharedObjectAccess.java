package dev.reeve.worker.runtime;

import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.ProtocolException;
import dev.reeve.protocol.ToWorker;
import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.client.SharedProxies;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The worker's part in shared objects, made when a handler first asks for it. Any thread. */
final class SharedObjectAccess {
  private final Outbox outbox;
  private final MessageCodec codec;
  private volatile @Nullable Use use;
  private @Nullable String abandoned; // why nobody answers any more; guarded by this

  private record Use(SharedClient client, SharedProxies objects) {}

  SharedObjectAccess(Outbox outbox, MessageCodec codec) {
    this.outbox = outbox;
    this.codec = codec;
  }

  SharedObjects objects() {
    Use begun = use;
    return begun == null ? begin().objects : begun.objects;
  }

  private synchronized Use begin() {
    Use begun = use;
    if (begun == null) {
      SharedClient client = new SharedClient(outbox, codec);
      begun = new Use(client, new SharedProxies(client));
      use = begun;
      if (abandoned != null) {
        client.abandon(abandoned);
      }
    }
    return begun;
  }

  /** Nobody answers any more: who waits is told so, and who asks later. Any thread. */
  synchronized void abandon(String why) {
    abandoned = why;
    Use begun = use;
    if (begun != null) {
      begun.client.abandon(why);
    }
  }

  /**
   * The names of locks that the current thread had forgotten to give back, and has not any more.
   */
  List<String> releaseHeld() {
    Use begun = use;
    return begun == null ? List.of() : begun.objects.releaseHeld();
  }

  /** The supervisor has answered; false if it was nothing asked here. Control thread. */
  boolean answered(ToWorker.Success answer) throws ProtocolException {
    Use begun = use;
    return begun != null && begun.client.answered(answer);
  }

  /** As above, with an error. */
  boolean answered(ToWorker.Failure answer) {
    Use begun = use;
    return begun != null && begun.client.answered(answer);
  }
}
