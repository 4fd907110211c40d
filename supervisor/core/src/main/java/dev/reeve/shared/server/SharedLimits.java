package dev.reeve.shared.server;

/**
 * How much the shared objects of one supervisor may take.
 *
 * @param objects most objects at a time
 * @param calls most calls that wait at a time
 * @param bytes most bytes of values, keys and names that they hold together, with an allowance for
 *     each
 * @param replyBytes longest value of an answer, in bytes
 */
public record SharedLimits(int objects, int calls, long bytes, int replyBytes) {

  /** Left of a frame for what stands around a value. */
  private static final int ENVELOPE = 512;

  /** A quarter of the heap for values, and answers that fit into a frame. */
  public static SharedLimits of(long heapBytes, int maxFrameBytes) {
    return new SharedLimits(100_000, 100_000, heapBytes / 4, Math.max(1, maxFrameBytes - ENVELOPE));
  }
}
