package dev.reeve.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The settings of a worker. In a message each may be missing and then has its default.
 *
 * @param heartbeatMillis milliseconds between two heartbeats, at least 10; default 1000
 * @param graceMillis milliseconds that a cancelled handler has at the end of input before the
 *     worker halts, at least 0; default 5000
 * @param maxFrameBytes longest line in bytes that either side may send, at least 1024; default 16
 *     MiB
 * @param lastWords file for messages that are not yet written to standard output, see {@link
 *     LastWords}; null if the worker must write them all before it calls a handler
 * @param shortLines whether the supervisor reads results of tasks as short lines; default false
 */
public record WorkerSettings(
    long heartbeatMillis,
    long graceMillis,
    int maxFrameBytes,
    @Nullable String lastWords,
    boolean shortLines) {

  /** The settings of an {@code initialize} request that names none. */
  public static final WorkerSettings DEFAULT =
      new WorkerSettings(1_000, 5_000, Protocol.DEFAULT_MAX_FRAME_BYTES);

  /** Makes settings without a file for last words. */
  public WorkerSettings(long heartbeatMillis, long graceMillis, int maxFrameBytes) {
    this(heartbeatMillis, graceMillis, maxFrameBytes, null, false);
  }

  /** Returns these settings with a file for last words. */
  public WorkerSettings withLastWords(String file) {
    return new WorkerSettings(heartbeatMillis, graceMillis, maxFrameBytes, file, shortLines);
  }

  /** Returns these settings with short lines for results of tasks. */
  public WorkerSettings withShortLines() {
    return new WorkerSettings(heartbeatMillis, graceMillis, maxFrameBytes, lastWords, true);
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
