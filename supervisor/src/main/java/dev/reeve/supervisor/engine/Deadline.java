package dev.reeve.supervisor.engine;

import java.time.Duration;

/**
 * A point of monotonic time that may be unset. Compares by difference, as {@link System#nanoTime}
 * demands.
 */
final class Deadline {
  private boolean set;
  private long at;

  /** Moves the deadline to {@code delay} after {@code now}. */
  void set(long now, Duration delay) {
    setAt(now + delay.toNanos());
  }

  void setAt(long nanos) {
    at = nanos;
    set = true;
  }

  void clear() {
    set = false;
  }

  boolean isSet() {
    return set;
  }

  /** Whether it is set and has come; it stays set. */
  boolean isDue(long now) {
    return set && at - now <= 0;
  }

  /** The smaller of {@code wait} and the nanoseconds until this deadline, never negative. */
  long limit(long wait, long now) {
    return set ? Math.min(wait, Math.max(0, at - now)) : wait;
  }
}
