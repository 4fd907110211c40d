package dev.reeve.supervisor.redis;

/**
 * Bounds of a queue: a submitter waits while they are reached.
 *
 * @param maxTasks most tasks that have not ended, from 1; 0 for any number
 * @param maxBytes most bytes of them, from 1; 0 for any number. One task is always let in
 * @param maxTaskBytes longest task, from 1
 */
public record SubmitLimits(long maxTasks, long maxBytes, int maxTaskBytes) {

  /** A million tasks, 256 MiB of them, 8 MiB for each. */
  public static final SubmitLimits DEFAULT = new SubmitLimits(1_000_000, 256L << 20, 8 << 20);

  /** Rejects values out of range with {@link IllegalArgumentException}. */
  public SubmitLimits {
    if (maxTasks < 0 || maxBytes < 0 || maxTaskBytes < 1) {
      throw new IllegalArgumentException(
          "bounds must be at least 0, and a task may have 1 byte at least, not %d, %d and %d"
              .formatted(maxTasks, maxBytes, maxTaskBytes));
    }
  }
}
