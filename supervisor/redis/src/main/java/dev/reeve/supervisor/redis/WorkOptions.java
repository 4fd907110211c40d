package dev.reeve.supervisor.redis;

import java.time.Duration;

/**
 * How a supervisor takes tasks from a broker.
 *
 * @param workers number of its workers, from 1
 * @param ahead most tasks that it holds at a time, from 1; 0 for twice the workers, and more while
 *     tasks are quick. Handlers that work on batches want as many as their batches have
 * @param lease time, at least 3 seconds, after which other supervisors take over its tasks if it no
 *     longer renews them. It stops its attempts before that when it cannot reach the server
 * @param keepRecords time, at least a second, after which a record is removed
 * @param maxTakeovers how many supervisors may be lost with a task before it is dead, from 0
 */
public record WorkOptions(
    int workers, int ahead, Duration lease, Duration keepRecords, int maxTakeovers) {

  /** The default lease: a minute. */
  public static final Duration DEFAULT_LEASE = Duration.ofMinutes(1);

  /** The default time that records are kept: an hour. */
  public static final Duration DEFAULT_KEEP = Duration.ofHours(1);

  /** The default number of supervisors that may be lost with a task. */
  public static final int DEFAULT_TAKEOVERS = 3;

  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(3);

  /** Rejects values out of range with {@link IllegalArgumentException}. */
  public WorkOptions {
    if (workers < 1 || ahead < 0 || maxTakeovers < 0) {
      throw new IllegalArgumentException(
          "workers must be at least 1, and tasks ahead and takeovers at least 0, not %d, %d and %d"
              .formatted(workers, ahead, maxTakeovers));
    }
    if (lease.compareTo(SHORTEST_LEASE) < 0 || lease.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "a lease must last 3 seconds to a day, not " + lease.toMillis() + " ms");
    }
    if (keepRecords.toSeconds() < 1 || keepRecords.toDays() > 365) {
      throw new IllegalArgumentException(
          "records must be kept for a second to a year, not " + keepRecords.toMillis() + " ms");
    }
  }

  /** Returns the defaults for so many workers. */
  public static WorkOptions of(int workers) {
    return new WorkOptions(workers, 0, DEFAULT_LEASE, DEFAULT_KEEP, DEFAULT_TAKEOVERS);
  }

  /** Returns the time before the end of a lease at which an attempt is stopped. */
  Duration margin() {
    return lease.dividedBy(4);
  }

  /** Returns the time between two renewals: also a cancelled task is noticed then. */
  Duration renewal() {
    Duration third = lease.dividedBy(3);
    return third.compareTo(Duration.ofSeconds(2)) < 0 ? third : Duration.ofSeconds(2);
  }
}
