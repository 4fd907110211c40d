package dev.reeve.supervisor.engine.task;

import java.time.Duration;

/**
 * A point of monotonic time that may be unset. Times are compared by their difference, as {@link
 * System#nanoTime} demands.
 */
public final class Deadline {
  /** A delay that is as good as for ever, and still near enough for the clock's arithmetic. */
  private static final Duration NEVER = Duration.ofDays(36_500);

  private boolean set;
  private long at;

  /** Sets the deadline to {@code delay} after {@code now}. */
  public void set(long now, Duration delay) {
    at = after(now, delay);
    set = true;
  }

  /** Returns the time {@code delay} after {@code now}, however long that is. */
  static long after(long now, Duration delay) {
    return now + (delay.compareTo(NEVER) < 0 ? delay : NEVER).toNanos();
  }

  public void clear() {
    set = false;
  }

  public boolean isSet() {
    return set;
  }

  /** Returns whether the deadline is set and has come. It stays set. */
  public boolean isDue(long now) {
    return set && at - now <= 0;
  }

  /**
   * Returns the smaller of {@code wait} and the nanoseconds until this deadline, never negative.
   */
  public long limit(long wait, long now) {
    return set ? Math.min(wait, Math.max(0, at - now)) : wait;
  }
}
