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
import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.client.PendingReply;
import dev.reeve.shared.client.SharedPort;
import dev.reeve.shared.client.SharedProxies;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The worker's way to the shared objects. Any thread sends calls; the control thread passes the
 * answers to the threads that wait for them.
 */
final class SharedClient implements SharedPort {
  private final Outbox outbox;
  private final MessageCodec codec;
  private final AtomicLong calls = new AtomicLong();
  private final Map<RequestId, PendingReply> pending = new ConcurrentHashMap<>();
  private volatile @Nullable SharedProxies proxies;

  /** Why the supervisor answers no more; null as long as it does. */
  private volatile @Nullable String abandoned;

  SharedClient(Outbox outbox, MessageCodec codec) {
    this.outbox = outbox;
    this.codec = codec;
  }

  /** Returns the shared objects, which are made when a handler first asks for them. */
  SharedObjects objects() {
    SharedProxies made = proxies;
    return made == null ? makeProxies() : made;
  }

  private synchronized SharedProxies makeProxies() {
    SharedProxies made = proxies;
    if (made == null) {
      made = new SharedProxies(this);
      proxies = made;
    }
    return made;
  }

  /** Releases the locks that the current thread still holds; returns their names. */
  List<String> releaseHeld() {
    SharedProxies made = proxies;
    return made == null ? List.of() : made.releaseHeld();
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
    String reason = abandoned;
    if (reason != null) {
      abandon(id, reason);
    }
    return id;
  }

  @Override
  public void cancel(RequestId request) {
    outbox.send(new SharedCancel(request));
  }

  /** Fails the pending calls and all later ones: the supervisor answers no more. */
  void abandon(String reason) {
    abandoned = reason;
    pending.keySet().forEach(id -> abandon(id, reason));
  }

  private void abandon(RequestId id, String reason) {
    PendingReply reply = pending.remove(id);
    if (reply != null) {
      reply.failed(SharedRefusal.FINISHED.error(reason));
    }
  }

  /**
   * Passes on a result; returns false if no call with this id is pending. Control thread.
   *
   * @throws ProtocolException if the result is not one of a shared object; its call has failed
   */
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

  /** Passes on an error; returns false if no call with this id is pending. Control thread. */
  boolean answered(ToWorker.Failure answer) {
    PendingReply reply = pending.remove(answer.id());
    if (reply != null) {
      reply.failed(answer.error());
    }
    return reply != null;
  }
}
