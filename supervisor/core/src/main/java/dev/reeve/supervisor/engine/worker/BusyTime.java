package dev.reeve.supervisor.engine.worker;

/**
 * The times that tell how long one worker has been busy with an attempt. A worker runs one after
 * the other, so an attempt counts from the last answer at the earliest.
 */
final class BusyTime {

  /** The time at which the worker became ready or last answered, whichever is later. */
  private long lastAnswerAt;

  /** The time at which the worker last got a task while it had none. */
  private long firstGivenAt;

  /** Notes that the worker is ready for its first attempt. */
  void ready(long now) {
    lastAnswerAt = now;
  }

  /** Notes that the worker, which had no task, is given one. */
  void firstGiven(long now) {
    firstGivenAt = now;
  }

  /** Notes that an answer of the worker has been dealt with. */
  void answered(long now) {
    lastAnswerAt = now;
  }

  /** Returns since when the worker has been busy with an attempt that has started, or may have. */
  long since(Attempt attempt) {
    return attempt.isStarted() ? attempt.startedNanos() : later(firstGivenAt, lastAnswerAt);
  }

  /** Returns how long the worker was busy with an attempt that was just answered. */
  long nanos(Attempt answered, long now) {
    return answered.nanos(later(answered.startedNanos(), lastAnswerAt), now);
  }

  private static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }
}
