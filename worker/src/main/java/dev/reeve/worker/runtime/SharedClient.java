package dev.reeve.worker.runtime;

import dev.reeve.protocol.FrameTooLongException;
import dev.reeve.protocol.FromWorker.SharedCallRequest;
import dev.reeve.protocol.FromWorker.SharedCancel;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.ProtocolException;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.ToWorker;
import dev.reeve.shared.client.PendingReply;
import dev.reeve.shared.client.SharedPort;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The worker's way to the shared objects: any thread sends its calls, the control thread brings the
 * answers to those who wait for them.
 */
final class SharedClient implements SharedPort {
  private final Outbox outbox;
  private final MessageCodec codec;
  private final AtomicLong calls = new AtomicLong();
  private final ConcurrentMap<RequestId, PendingReply> pending = new ConcurrentHashMap<>();

  /** Why nobody answers any more; null as long as somebody does. */
  private volatile @Nullable String abandoned;

  SharedClient(Outbox outbox, MessageCodec codec) {
    this.outbox = outbox;
    this.codec = codec;
  }

  @Override
  public RequestId send(SharedCall call, PendingReply reply) {
    RequestId id = RequestId.of(calls.incrementAndGet());
    pending.put(id, reply);
    try {
      outbox.post(new SharedCallRequest(id, call));
    } catch (FrameTooLongException e) {
      pending.remove(id);
      throw new IllegalArgumentException(
          call.kind().wireName() + ' ' + call.name() + ": " + e.getMessage(), e);
    }
    outbox.flush();
    String why = abandoned;
    if (why != null) {
      giveUp(id, why);
    }
    return id;
  }

  @Override
  public void cancel(RequestId request) {
    outbox.tell(new SharedCancel(request));
  }

  /** Nobody answers any more: who waits is told so, and who asks later. Any thread. */
  void abandon(String why) {
    abandoned = why;
    pending.keySet().forEach(id -> giveUp(id, why));
  }

  private void giveUp(RequestId id, String why) {
    PendingReply reply = pending.remove(id);
    if (reply != null) {
      reply.failed(SharedRefusal.FINISHED.error(why));
    }
  }

  /** Control thread; false if it was nothing asked here. */
  boolean answered(ToWorker.Success answer) throws ProtocolException {
    PendingReply reply = pending.remove(answer.id());
    if (reply != null) {
      succeed(reply, answer);
    }
    return reply != null;
  }

  private void succeed(PendingReply reply, ToWorker.Success answer) throws ProtocolException {
    try {
      reply.succeeded(codec.readSharedResult(answer.result()));
    } catch (ProtocolException e) {
      reply.failed(e.error());
      throw e;
    }
  }

  /** As above, with an error. */
  boolean answered(ToWorker.Failure answer) {
    PendingReply reply = pending.remove(answer.id());
    if (reply != null) {
      reply.failed(answer.error());
    }
    return reply != null;
  }
}
