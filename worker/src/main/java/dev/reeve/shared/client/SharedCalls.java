package dev.reeve.shared.client;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import dev.reeve.worker.mapping.ValueBinding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Sends calls to the supervisor and waits for their answers. An interrupt only asks the supervisor
 * to cancel the call; the answer is waited for all the same, because only the supervisor knows
 * whether the operation has taken place.
 */
final class SharedCalls {
  /** Time limits from this on are none: in nanoseconds, they would overflow. */
  private static final Duration MAX_LIMIT = Duration.ofDays(36_500);

  private static final ValueBinding<String> PATHS = new ValueBinding<>(String.class);

  private final SharedPort port;

  SharedCalls(SharedPort port) {
    this.port = port;
  }

  /** Sends a call that may wait at the supervisor, up to a time limit or an interrupt. */
  SharedResult await(SharedCall call, Duration limit) throws InterruptedException {
    return sendAndAwait(call.waiting(nanos(limit)));
  }

  private static long nanos(Duration limit) {
    if (limit.isNegative()) {
      return 0;
    }
    return limit.compareTo(MAX_LIMIT) < 0 ? limit.toNanos() : SharedCall.NO_LIMIT;
  }

  /** Sends a call that may wait at the supervisor without a limit, up to an interrupt. */
  SharedResult await(SharedCall call) throws InterruptedException {
    return sendAndAwait(call.waiting(SharedCall.NO_LIMIT));
  }

  private SharedResult sendAndAwait(SharedCall call) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    PendingReply reply = new PendingReply();
    RequestId request = start(call, reply);
    try {
      reply.await();
    } catch (InterruptedException e) {
      port.cancel(request);
      return afterCancel(reply, e);
    }
    return outcome(reply);
  }

  private RequestId start(SharedCall call, PendingReply reply) {
    return port.send(call.by(Thread.currentThread().getId()), reply);
  }

  /** Throws the interrupt if the cancel came in time; else keeps it for later. */
  private static SharedResult afterCancel(PendingReply reply, InterruptedException interrupt)
      throws InterruptedException {
    awaitUninterruptibly(reply);
    RpcError error = reply.error();
    if (error != null && SharedErrors.isCancelled(error)) {
      throw interrupt;
    }
    Thread.currentThread().interrupt();
    return outcome(reply);
  }

  /** Sends a call that does not wait at the supervisor. An interrupt is kept for later. */
  SharedResult send(SharedCall call) {
    PendingReply reply = new PendingReply();
    start(call, reply);
    if (awaitUninterruptibly(reply)) {
      Thread.currentThread().interrupt();
    }
    return outcome(reply);
  }

  /** Waits for the reply; returns whether the thread was interrupted meanwhile. */
  private static boolean awaitUninterruptibly(PendingReply reply) {
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

  /** Returns the path of the memory that an answer names. */
  static Path pathOf(SharedResult answer) {
    return Path.of(PATHS.read(answer.value()));
  }

  private static SharedResult outcome(PendingReply reply) {
    RpcError error = reply.error();
    if (error != null) {
      throw SharedErrors.of(error);
    }
    return Objects.requireNonNull(reply.result());
  }
}
