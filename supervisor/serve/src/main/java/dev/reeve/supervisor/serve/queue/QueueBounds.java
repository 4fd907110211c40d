package dev.reeve.supervisor.serve.queue;

import java.time.Duration;

/**
 * Bounds on what a queue holds.
 *
 * @param maxTasks accepted tasks that have not ended, from 1; further ones are refused
 * @param maxBytes of these tasks as lines of JSON, from 1; one task is always accepted into an
 *     empty queue, however large
 * @param keptTasks ended tasks that can still be looked at, from 0; the oldest are forgotten
 * @param keptFor time after which an ended task is forgotten; positive
 */
public record QueueBounds(int maxTasks, long maxBytes, int keptTasks, Duration keptFor) {

  /** 100,000 tasks of at most 256 MiB; 10,000 ended ones for a day. */
  public static final QueueBounds DEFAULT =
      new QueueBounds(100_000, 256L << 20, 10_000, Duration.ofDays(1));

  /** Rejects values out of range with {@link IllegalArgumentException}. */
  public QueueBounds {
    if (maxTasks < 1 || maxBytes < 1 || keptTasks < 0) {
      throw new IllegalArgumentException(
          "a queue must be able to hold a task, but was limited to %d tasks, %d bytes, %d kept"
              .formatted(maxTasks, maxBytes, keptTasks));
    }
    if (keptFor.isNegative() || keptFor.isZero()) {
      throw new IllegalArgumentException("ended tasks must be kept for a time, not " + keptFor);
    }
  }
}
