package dev.reeve.protocol;

/**
 * The limits of the batches that a handler works on.
 *
 * @param maxItems most tasks in one batch, from 1
 * @param maxWaitMillis milliseconds for which an idle worker may wait for more tasks; 0: it never
 *     waits
 * @param maxBytes most bytes of all payloads in one batch, from 1; a single task may be larger
 */
public record BatchSize(int maxItems, long maxWaitMillis, long maxBytes) {
  public BatchSize {
    if (maxItems < 1 || maxWaitMillis < 0 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "maxItems and maxBytes must be at least 1, and maxWaitMillis at least 0");
    }
  }
}
