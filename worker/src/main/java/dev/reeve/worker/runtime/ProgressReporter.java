package dev.reeve.worker.runtime;

import dev.reeve.protocol.FromWorker.TaskProgress;
import dev.reeve.protocol.RequestId;
import dev.reeve.worker.runtime.handler.TextLimit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Sends the progress of one attempt: at most ten reports a second, and none after its end. */
final class ProgressReporter {
  private static final long INTERVAL_NANOS = 100_000_000;
  private static final int MAX_MESSAGE_CHARS = 1_000;

  private final RequestId request;
  private final Outbox outbox;
  private final LongSupplier nanoTime;
  private boolean ended; // this and the next two are guarded by this
  private boolean reported;
  private long lastNanos;

  ProgressReporter(RequestId request, Outbox outbox) {
    this(request, outbox, new SystemNanos());
  }

  /**
   * Creates a reporter with a clock of its own.
   *
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  ProgressReporter(RequestId request, Outbox outbox, LongSupplier nanoTime) {
    this.request = request;
    this.outbox = outbox;
    this.nanoTime = nanoTime;
  }

  /**
   * Sends a report, unless the one before was sent less than 0.1 s ago.
   *
   * @param fraction limited to 0 to 1
   * @throws IllegalArgumentException if {@code fraction} is NaN
   */
  synchronized void report(double fraction, @Nullable String message) {
    if (Double.isNaN(fraction)) {
      throw new IllegalArgumentException("progress must be a number from 0 to 1, not NaN");
    }
    long now = nanoTime.getAsLong();
    if (ended || (reported && now - lastNanos < INTERVAL_NANOS)) {
      return;
    }
    reported = true;
    lastNanos = now;
    String text = message == null ? null : TextLimit.to(MAX_MESSAGE_CHARS, message);
    outbox.send(new TaskProgress(request, Math.min(1, Math.max(0, fraction)), text));
  }

  /** Ends the reports: the response is sent now, and must be the last message of the attempt. */
  synchronized void end() {
    ended = true;
  }

  /**
   * The system's clock; a class, because a worker's first lambda costs more than its first task.
   */
  private static final class SystemNanos implements LongSupplier {
    @Override
    public long getAsLong() {
      return System.nanoTime();
    }
  }
}
