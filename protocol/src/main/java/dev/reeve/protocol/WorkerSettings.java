package dev.reeve.protocol;

import org.jspecify.annotations.Nullable;

/**
 * How a worker shall behave; on the wire every member may be missing, and has its default then.
 *
 * @param heartbeatMillis between two heartbeats, in milliseconds, from 10; default 1000
 * @param graceMillis what a cancelled handler is given before the worker halts by itself at end of
 *     input, in milliseconds, from 0; default 5000
 * @param maxFrameBytes longest line either side may send, in bytes, from 1024; default 16 MiB
 * @param lastWords file in which the worker keeps what it has said but not yet written out, see
 *     {@link LastWords}; null: it writes all out before it calls a handler
 */
public record WorkerSettings(
    long heartbeatMillis, long graceMillis, int maxFrameBytes, @Nullable String lastWords) {

  /** Used for what an {@code initialize} request leaves out. */
  public static final WorkerSettings DEFAULT =
      new WorkerSettings(1_000, 5_000, Protocol.DEFAULT_MAX_FRAME_BYTES);

  /** Without a file for last words. */
  public WorkerSettings(long heartbeatMillis, long graceMillis, int maxFrameBytes) {
    this(heartbeatMillis, graceMillis, maxFrameBytes, null);
  }

  /** The same with a file for last words. */
  public WorkerSettings withLastWords(String file) {
    return new WorkerSettings(heartbeatMillis, graceMillis, maxFrameBytes, file);
  }

  /** Rejects values out of range with {@link IllegalArgumentException}. */
  public WorkerSettings {
    require(heartbeatMillis >= 10, "heartbeatMillis must be at least 10");
    require(graceMillis >= 0, "graceMillis must not be negative");
    require(maxFrameBytes >= 1024, "maxFrameBytes must be at least 1024");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
