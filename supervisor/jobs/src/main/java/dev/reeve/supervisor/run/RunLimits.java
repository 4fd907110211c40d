package dev.reeve.supervisor.run;

/**
 * Bounds on what a run holds in memory: reading stops while that many tasks, or bytes, have been
 * read whose results are not written yet.
 *
 * @param maxTasks from 1
 * @param maxBytes of payloads and results together, from 1; one task is always let in, however
 *     large
 */
public record RunLimits(int maxTasks, long maxBytes) {
  private static final int DEFAULT_TASKS = 4096;

  /** The rest of the heap is for copies: encoded frames, batches, lines that are being read. */
  private static final int HEAP_SHARE = 8;

  /** Rejects values out of range with {@link IllegalArgumentException}. */
  public RunLimits {
    if (maxTasks < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "limits of a run must be at least 1, not %d tasks and %d bytes"
              .formatted(maxTasks, maxBytes));
    }
  }

  /** Returns the default: 4096 tasks, and an eighth of that heap. */
  public static RunLimits forHeap(long maxHeapBytes) {
    return new RunLimits(DEFAULT_TASKS, maxHeapBytes / HEAP_SHARE);
  }
}
