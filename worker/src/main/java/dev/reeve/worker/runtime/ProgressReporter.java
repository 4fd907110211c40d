package dev.reeve.worker.runtime;

import dev.reeve.protocol.FromWorker.TaskProgress;
import dev.reeve.protocol.RequestId;
import dev.reeve.worker.runtime.handler.TextLimit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends the progress of one attempt: at most ten reports a second, the last one in any case, and
 * none after the attempt's end.
 */
final class ProgressReporter {
  private static final long INTERVAL_NANOS = 100_000_000;
  private static final int MAX_MESSAGE_CHARS = 1_000;
  private static final double NONE = -1;

  private final RequestId request;
  private final Outbox outbox;
  private final LongSupplier nanoTime;
  private boolean ended; // this and all that follow are guarded by this
  private boolean reported;
  private long lastNanos;
  private double withheld = NONE;
  private @Nullable String withheldMessage;

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
   * Sends a report. If the one before was sent less than 0.1 s ago, it is only sent if it turns out
   * to be the last.
   *
   * @param fraction limited to 0 to 1
   * @throws IllegalArgumentException if {@code fraction} is NaN
   */
  synchronized void report(double fraction, @Nullable String message) {
    if (Double.isNaN(fraction)) {
      throw new IllegalArgumentException("progress must be a number from 0 to 1, not NaN");
    }
    if (ended) {
      return;
    }
    long now = nanoTime.getAsLong();
    double limited = Math.min(1, Math.max(0, fraction));
    if (reported && now - lastNanos < INTERVAL_NANOS) {
      withheld = limited;
      withheldMessage = message;
      return;
    }
    reported = true;
    lastNanos = now;
    withheld = NONE;
    send(limited, message);
  }

  private void send(double fraction, @Nullable String message) {
    String text = message == null ? null : TextLimit.to(MAX_MESSAGE_CHARS, message);
    outbox.send(new TaskProgress(request, fraction, text));
  }

  /** Ends the reports: the response is sent now, and must be the last message of the attempt. */
  synchronized void end() {
    if (!ended && withheld != NONE) {
      send(withheld, withheldMessage);
    }
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
