package dev.reeve.supervisor.serve.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * The body of a request on its way to a sink, part by part as it comes. No thread waits for it. A
 * client that sends it too slowly is refused.
 */
final class RequestBody {
  /** Bytes in each second, once the time for the first ones is over. */
  private static final long LEAST_RATE = 1024;

  private final Exchange exchange;
  private final Request request;
  private final Sink sink;
  private final long maxBytes;
  private final Duration slowest;
  private final long begin = System.nanoTime();

  /** Calls of {@link #drive} that have not been served; only the first one serves. */
  private final AtomicInteger calls = new AtomicInteger();

  private volatile boolean demanding;
  private long bytes;
  private boolean ended;

  /** A receiver of a body. Its failures become the answer. */
  interface Sink {
    /** Takes a part, whose buffer is not valid afterwards. */
    void take(ByteBuffer part) throws ProblemException, IOException;

    /** Takes the end of the body. */
    void end() throws ProblemException, IOException;

    /** Returns false while no further part is wanted; {@link RequestBody#drive} goes on. */
    default boolean isReady() {
      return true;
    }

    /** Called instead of {@link #end} if the body will not come to its end. */
    default void abandon() {}
  }

  /**
   * @param maxBytes 0 for a body of any length, which may come at any rate
   * @param slowest time for the first bytes
   */
  RequestBody(Exchange exchange, Sink sink, long maxBytes, Duration slowest) {
    this.exchange = exchange;
    this.request = exchange.request();
    this.sink = sink;
    this.maxBytes = maxBytes;
    this.slowest = slowest;
  }

  /** Reads what is there, and sees to it that the rest is read when it comes. */
  void drive() {
    if (calls.getAndIncrement() != 0) {
      return;
    }
    int served = 1;
    do {
      try {
        readAvailable();
      } catch (ProblemException | IOException | RuntimeException e) {
        fail(e);
      }
      served = calls.addAndGet(-served);
    } while (served != 0);
  }

  private void readAvailable() throws ProblemException, IOException {
    if (request.getLength() > maxBytes && maxBytes > 0 && !ended) {
      throw new ProblemException(Problem.tooLarge(maxBytes));
    }
    while (!ended && !demanding && sink.isReady()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        demand();
        return;
      }
      if (isPause(chunk)) {
        demand();
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        throw new ProblemException(broken(chunk.getFailure()));
      }
      try {
        take(chunk.getByteBuffer());
      } finally {
        chunk.release();
      }
      if (chunk.isLast()) {
        ended = true;
        sink.end();
      }
    }
  }

  /** A stream may pause for as long as it likes. */
  private boolean isPause(Content.Chunk chunk) {
    return maxBytes == 0
        && Content.Chunk.isFailure(chunk, false)
        && chunk.getFailure() instanceof TimeoutException;
  }

  private void demand() {
    demanding = true;
    request.demand(
        () -> {
          demanding = false;
          drive();
        });
  }

  private void take(ByteBuffer part) throws ProblemException, IOException {
    bytes += part.remaining();
    if (maxBytes > 0) {
      if (bytes > maxBytes) {
        throw new ProblemException(Problem.tooLarge(maxBytes));
      }
      if (System.nanoTime() - begin > allowedNanos(bytes, slowest)) {
        throw new ProblemException(tooSlow());
      }
    }
    sink.take(part);
  }

  /** Returns the time in which so many bytes must have come. */
  static long allowedNanos(long bytes, Duration slowest) {
    return slowest.toNanos() + bytes * (1_000_000_000L / LEAST_RATE);
  }

  private static Problem broken(Throwable failure) {
    return failure instanceof TimeoutException
        ? tooSlow()
        : Problem.badRequest("the body breaks off: " + failure.getMessage());
  }

  static Problem tooSlow() {
    return Problem.of(
            408,
            "too-slow",
            "The body comes too slowly",
            "send it without pauses, at more than " + LEAST_RATE + " bytes a second")
        .header("Connection", "close");
  }

  private void fail(Exception cause) {
    if (!ended) {
      ended = true;
      sink.abandon();
    }
    exchange.fail(cause);
  }
}
