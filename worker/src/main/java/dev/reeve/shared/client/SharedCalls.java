package dev.reeve.shared.client;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import java.time.Duration;
import java.util.Objects;

/**
 * Sends calls and waits for their answers. An answer is waited for in any case: an interrupt asks
 * the supervisor to give the call up, and only it can say whether that came in time.
 */
final class SharedCalls {
  private static final Duration NEVER = Duration.ofDays(36_500);

  private final SharedPort port;

  SharedCalls(SharedPort port) {
    this.port = port;
  }

  /** Waits, as long as {@code limit} lets it, and no longer than until an interrupt. */
  SharedResult within(Duration limit, SharedCall call) throws InterruptedException {
    return await(call.waiting(nanos(limit)));
  }

  private static long nanos(Duration limit) {
    if (limit.isNegative()) {
      return 0;
    }
    return limit.compareTo(NEVER) < 0 ? limit.toNanos() : SharedCall.NO_LIMIT;
  }

  /** Waits as long as it takes, or until an interrupt. */
  SharedResult endlessly(SharedCall call) throws InterruptedException {
    return await(call.waiting(SharedCall.NO_LIMIT));
  }

  private SharedResult await(SharedCall call) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    PendingReply reply = new PendingReply();
    RequestId request = send(call, reply);
    try {
      reply.await();
    } catch (InterruptedException e) {
      port.cancel(request);
      return afterCancel(reply, e);
    }
    return outcome(reply);
  }

  private RequestId send(SharedCall call, PendingReply reply) {
    return port.send(call.by(Thread.currentThread().getId()), reply);
  }

  /** What was done in spite of the cancel is not undone: the interrupt is kept for later. */
  private static SharedResult afterCancel(PendingReply reply, InterruptedException interrupt)
      throws InterruptedException {
    awaitPatiently(reply);
    RpcError error = reply.error();
    if (error != null && SharedErrors.isCancelled(error)) {
      throw interrupt;
    }
    Thread.currentThread().interrupt();
    return outcome(reply);
  }

  /** A call that does not wait at the supervisor, and takes no notice of interrupts. */
  SharedResult now(SharedCall call) {
    PendingReply reply = new PendingReply();
    send(call, reply);
    if (awaitPatiently(reply)) {
      Thread.currentThread().interrupt();
    }
    return outcome(reply);
  }

  /** Returns whether the thread was interrupted meanwhile. */
  private static boolean awaitPatiently(PendingReply reply) {
    boolean interrupted = false;
    while (true) {
      try {
        reply.await();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private static SharedResult outcome(PendingReply reply) {
    RpcError error = reply.error();
    if (error != null) {
      throw SharedErrors.of(error);
    }
    return Objects.requireNonNull(reply.result());
  }
}
