package dev.reeve.shared.server;

/**
 * Limits for the shared objects of one supervisor.
 *
 * @param objects most objects at a time
 * @param calls most waiting calls at a time
 * @param bytes most bytes of all values, keys and names together, including an allowance for each
 * @param replyBytes most bytes of the value in an answer
 */
public record SharedLimits(int objects, int calls, long bytes, int replyBytes) {

  /** Most objects, and most waiting calls, in a heap of any size. */
  private static final int MOST = 100_000;

  /** Bytes of an object without its values, or of a waiting call, roughly and rather more. */
  private static final int OBJECT_BYTES = 1 << 10;

  /** Bytes of a frame that are reserved for the message around a value. */
  private static final int ENVELOPE = 512;

  /**
   * Returns limits that give a quarter of the heap to values, and an eighth each to objects and to
   * waiting calls, and keep answers within a frame.
   */
  public static SharedLimits of(long heapBytes, int maxFrameBytes) {
    int most = (int) Math.min(MOST, heapBytes / 8 / OBJECT_BYTES);
    return new SharedLimits(most, most, heapBytes / 4, Math.max(1, maxFrameBytes - ENVELOPE));
  }
}
