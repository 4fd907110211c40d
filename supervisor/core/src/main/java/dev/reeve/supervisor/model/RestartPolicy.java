package dev.reeve.supervisor.model;

import java.time.Duration;

/**
 * The limit on deaths of workers in a pool. Each task that a slot completes makes up for one
 * earlier death there. If more than {@code maxCrashes} deaths of one slot within {@code period} are
 * left, the pool ends, or the slot pauses.
 *
 * @param maxCrashes deaths of one slot within {@code period} that are allowed, from 0
 * @param period above zero, up to a day; also the time after which a death is forgotten
 * @param pauses whether the slot pauses, for one minute at first and longer each time, up to
 *     fifteen minutes, until a worker there has completed a task; otherwise the pool ends
 */
public record RestartPolicy(int maxCrashes, Duration period, boolean pauses) {

  private static final Duration LONGEST_PERIOD = Duration.ofDays(1);

  /** Ends the pool after more than 5 deaths in a minute; suits runs with an end. */
  public static final RestartPolicy ENDING = new RestartPolicy(5, Duration.ofSeconds(60), false);

  /** Pauses the slot after more than 5 deaths in a minute; suits pools that run as a service. */
  public static final RestartPolicy PAUSING = new RestartPolicy(5, Duration.ofSeconds(60), true);

  /** Rejects values out of range with {@link IllegalArgumentException}. */
  public RestartPolicy {
    if (maxCrashes < 0) {
      throw new IllegalArgumentException("maxCrashes must be at least 0, not " + maxCrashes);
    }
    if (period.isZero() || period.isNegative() || period.compareTo(LONGEST_PERIOD) > 0) {
      throw new IllegalArgumentException(
          "period must be above zero and at most a day, not " + period);
    }
  }

  /** Returns a copy that allows that number of deaths, from 0. */
  public RestartPolicy withMaxCrashes(int crashes) {
    return new RestartPolicy(crashes, period, pauses);
  }

  /** Returns a copy with that period; above zero, up to a day. */
  public RestartPolicy within(Duration time) {
    return new RestartPolicy(maxCrashes, time, pauses);
  }
}
