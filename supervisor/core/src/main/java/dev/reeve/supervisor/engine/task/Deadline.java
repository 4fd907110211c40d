package dev.reeve.supervisor.engine.task;

import java.time.Duration;

/**
 * A point of monotonic time that may be unset. Compares by difference, as {@link System#nanoTime}
 * demands.
 */
public final class Deadline {
  /** Far enough to be never, and near enough for the clock's arithmetic. */
  private static final Duration NEVER = Duration.ofDays(36_500);

  private boolean set;
  private long at;

  /** Moves the deadline to {@code delay} after {@code now}. */
  public void set(long now, Duration delay) {
    at = after(now, delay);
    set = true;
  }

  /** The time {@code delay} after {@code now}, however long that is. */
  static long after(long now, Duration delay) {
    return now + (delay.compareTo(NEVER) < 0 ? delay : NEVER).toNanos();
  }

  public void clear() {
    set = false;
  }

  public boolean isSet() {
    return set;
  }

  /** Whether it is set and has come; it stays set. */
  public boolean isDue(long now) {
    return set && at - now <= 0;
  }

  /** The smaller of {@code wait} and the nanoseconds until this deadline, never negative. */
  public long limit(long wait, long now) {
    return set ? Math.min(wait, Math.max(0, at - now)) : wait;
  }
}
