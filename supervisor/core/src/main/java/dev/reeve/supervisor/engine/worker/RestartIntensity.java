package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.model.Backoff;
import dev.reeve.supervisor.model.RestartPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.random.RandomGenerator;

/**
 * Crashes of one slot, and the waits after them. A trimmed list of monotonic times, as in
 * Erlang/OTP's supervisor, from which each completed task takes one: a rare task that kills its
 * worker is made up for by those between, while a slot that completes nothing is soon found. The
 * waits are those of {@link Backoff#DEFAULT} with ±20 % jitter, so that workers that died together
 * do not start together.
 */
public final class RestartIntensity {
  private static final double JITTER = 0.2;

  /** Waits of a slot that pauses. */
  private static final Backoff PAUSES =
      new Backoff(Duration.ofMinutes(1), 2, Duration.ofMinutes(15));

  private final ArrayDeque<Long> crashes = new ArrayDeque<>();
  private final ArrayDeque<Long> failedStarts = new ArrayDeque<>();
  private final RestartPolicy policy;
  private final RandomGenerator random;
  private boolean exceeded;
  private int pausesInRow;

  public RestartIntensity(RestartPolicy policy, RandomGenerator random) {
    this.policy = policy;
    this.random = random;
  }

  /**
   * Notes a crash.
   *
   * @param completed tasks that the worker had completed
   */
  public void crashed(long completed, long now) {
    completed(completed);
    forget(now);
    crashes.addLast(now);
    exceeded = crashes.size() > policy.maxCrashes() || pausesInRow > 0;
  }

  /** Notes tasks that a worker had completed when it ended. Each makes up for one crash. */
  public void completed(long tasks) {
    for (long i = Math.min(tasks, crashes.size()); i > 0; i--) {
      crashes.removeFirst();
    }
    pausesInRow = tasks > 0 ? 0 : pausesInRow;
  }

  /** Notes that no process could be started: the next start waits longer, but nothing crashed. */
  void startFailed(long now) {
    forget(now);
    failedStarts.addLast(now);
  }

  /**
   * Returns whether the last crash was one too many. After a pause each is, until a task has been
   * completed.
   */
  public boolean isExceeded() {
    return exceeded;
  }

  /** Returns the wait before the next start; zero if nothing went wrong of late. */
  public Duration delay(long now) {
    forget(now);
    int setbacks = crashes.size() + failedStarts.size();
    return setbacks == 0 ? Duration.ZERO : withJitter(Backoff.DEFAULT.delayAfter(setbacks));
  }

  /** Begins a pause, and returns its length. */
  public Duration pause() {
    pausesInRow++;
    return withJitter(PAUSES.delayAfter(pausesInRow));
  }

  private Duration withJitter(Duration wait) {
    return Duration.ofNanos((long) (wait.toNanos() * (1 + JITTER * (2 * random.nextDouble() - 1))));
  }

  private void forget(long now) {
    forgetBefore(crashes, now - policy.period().toNanos());
    forgetBefore(failedStarts, now - policy.period().toNanos());
  }

  private static void forgetBefore(ArrayDeque<Long> times, long time) {
    while (!times.isEmpty() && times.getFirst() - time < 0) {
      times.removeFirst();
    }
  }
}
