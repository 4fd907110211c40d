package dev.reeve.supervisor.serve.queue;

/**
 * Limits at which a segment gets no further tasks.
 *
 * @param tasks their number
 * @param taskBytes bytes of their lines
 * @param resultBytes bytes of their records so far
 */
record SegmentLimits(int tasks, long taskBytes, long resultBytes) {
  static final SegmentLimits DEFAULT = new SegmentLimits(10_000, 16 << 20, 64 << 20);

  /** Returns the default, or less so that the current segment takes no large part of the bound. */
  static SegmentLimits of(QueueBounds bounds) {
    long disk = bounds.diskBytes();
    return new SegmentLimits(
        DEFAULT.tasks,
        Math.min(DEFAULT.taskBytes, disk / 16 + 1),
        Math.min(DEFAULT.resultBytes, disk / 8 + 1));
  }
}
