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

  /** Bytes of a frame that are reserved for the message around a value. */
  private static final int ENVELOPE = 512;

  /** Returns limits that give values a quarter of the heap and keep answers within a frame. */
  public static SharedLimits of(long heapBytes, int maxFrameBytes) {
    return new SharedLimits(100_000, 100_000, heapBytes / 4, Math.max(1, maxFrameBytes - ENVELOPE));
  }
}
