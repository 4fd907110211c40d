package dev.reeve.supervisor.serve.queue;

import java.time.Duration;

/**
 * Bounds on what a queue holds.
 *
 * @param maxTasks accepted tasks that have not ended, from 1; further ones are refused
 * @param maxBytes of these tasks as lines of JSON, about, from 1; one task is always accepted into
 *     an empty queue, however large
 * @param keptTasks ended tasks that can still be looked at, from 0; the oldest are forgotten
 * @param keptFor time after which an ended task is forgotten; positive
 * @param keptBytes of ended tasks and their records in memory, from 0; those of a folder are not in
 *     memory
 * @param diskBytes of the files in a queue's folder, from 4 times maxBytes; ended tasks are
 *     forgotten from three quarters of it on, and further tasks are refused when it is reached
 */
public record QueueBounds(
    int maxTasks, long maxBytes, int keptTasks, Duration keptFor, long keptBytes, long diskBytes) {

  /** 100,000 tasks of at most 256 MiB; 10,000 ended ones of at most 256 MiB for a day. */
  public static final QueueBounds DEFAULT =
      new QueueBounds(100_000, 256L << 20, 10_000, Duration.ofDays(1));

  /** By default, the files of a folder may have so many times the bytes of waiting tasks. */
  private static final int DISK_FACTOR = 8;

  /**
   * The least such factor: files are rewritten when half of them is of no use, and new ones must
   * have room meanwhile.
   */
  private static final int LEAST_DISK_FACTOR = 4;

  /** Share of the heap for tasks, and as much again for ended ones. */
  private static final int HEAP_SHARE = 8;

  /** Makes bounds that allow as many bytes for ended tasks as for others. */
  public QueueBounds(int maxTasks, long maxBytes, int keptTasks, Duration keptFor) {
    this(maxTasks, maxBytes, keptTasks, keptFor, maxBytes, diskFor(maxBytes));
  }

  /** Returns the default for {@link #diskBytes}. */
  public static long diskFor(long maxBytes) {
    return Math.min(maxBytes, Long.MAX_VALUE / DISK_FACTOR) * DISK_FACTOR;
  }

  /** Returns the least value of {@link #diskBytes}. */
  public static long leastDiskFor(long maxBytes) {
    return Math.min(maxBytes, Long.MAX_VALUE / LEAST_DISK_FACTOR) * LEAST_DISK_FACTOR;
  }

  /** Rejects values out of range with {@link IllegalArgumentException}. */
  public QueueBounds {
    if (maxTasks < 1 || maxBytes < 1 || keptTasks < 0 || keptBytes < 0) {
      throw new IllegalArgumentException(
          ("a queue must be able to hold a task, but was limited to %d tasks, %d bytes, %d kept,"
                  + " %d kept bytes")
              .formatted(maxTasks, maxBytes, keptTasks, keptBytes));
    }
    if (diskBytes < leastDiskFor(maxBytes)) {
      throw new IllegalArgumentException(
          "the files of a queue of %d bytes need at least %d bytes, not %d"
              .formatted(maxBytes, leastDiskFor(maxBytes), diskBytes));
    }
    if (keptFor.isNegative() || keptFor.isZero()) {
      throw new IllegalArgumentException("ended tasks must be kept for a time, not " + keptFor);
    }
  }

  /** Returns the default for a heap of that size: fewer bytes if an eighth of it is less. */
  public static QueueBounds forHeap(long maxHeapBytes) {
    long bytes = Math.max(1, Math.min(DEFAULT.maxBytes, maxHeapBytes / HEAP_SHARE));
    return new QueueBounds(DEFAULT.maxTasks, bytes, DEFAULT.keptTasks, DEFAULT.keptFor);
  }
}
