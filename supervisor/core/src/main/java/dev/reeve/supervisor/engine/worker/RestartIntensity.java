package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.model.Backoff;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.random.RandomGenerator;

/**
 * Crashes of one slot, and what to do after each: wait, or give up. A trimmed list of monotonic
 * times, as in Erlang/OTP's supervisor; the waits are those of {@link Backoff#DEFAULT} with ±20 %
 * jitter, so that workers that died together do not start together.
 */
public final class RestartIntensity {

  /** More crashes than this in one {@link #PERIOD} and the pool gives up. */
  public static final int MAX_CRASHES = 5;

  /**
   * The period that crashes are counted in; also the healthy time after which they are forgotten.
   */
  public static final Duration PERIOD = Duration.ofSeconds(60);

  private static final double JITTER = 0.2;

  private final ArrayDeque<Long> crashes = new ArrayDeque<>();
  private final ArrayDeque<Long> failedStarts = new ArrayDeque<>();
  private final RandomGenerator random;

  public RestartIntensity(RandomGenerator random) {
    this.random = random;
  }

  /** Notes a crash. */
  public void crashed(long now) {
    forgetBefore(now - PERIOD.toNanos());
    crashes.addLast(now);
  }

  /** Notes that no process could be started: the next start waits longer, but nothing crashed. */
  void startFailed(long now) {
    forgetBefore(now - PERIOD.toNanos());
    failedStarts.addLast(now);
  }

  /** Returns true if there were more crashes in the last period than are allowed. */
  public boolean isExceeded() {
    return crashes.size() > MAX_CRASHES;
  }

  /** The wait before the next start; zero if nothing went wrong of late. */
  public Duration delay(long now) {
    forgetBefore(now - PERIOD.toNanos());
    int setbacks = crashes.size() + failedStarts.size();
    if (setbacks == 0) {
      return Duration.ZERO;
    }
    double jitter = 1 + JITTER * (2 * random.nextDouble() - 1);
    return Duration.ofNanos((long) (Backoff.DEFAULT.delayAfter(setbacks).toNanos() * jitter));
  }

  private void forgetBefore(long time) {
    forgetBefore(crashes, time);
    forgetBefore(failedStarts, time);
  }

  private static void forgetBefore(ArrayDeque<Long> times, long time) {
    while (!times.isEmpty() && times.getFirst() - time < 0) {
      times.removeFirst();
    }
  }
}
