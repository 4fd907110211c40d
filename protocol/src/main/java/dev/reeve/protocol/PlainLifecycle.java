package dev.reeve.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Reads the two requests that every worker gets, its first and its last, as {@link PlainLine} reads
 * others: most workers never need to load the parser.
 */
final class PlainLifecycle {
  private PlainLifecycle() {}

  /** The first or the last request; null if it is something else, or written in another way. */
  static @Nullable ToWorker read(Frame frame) {
    PlainCursor line = PlainCursor.of(frame);
    RequestId id = RequestId.of(line.numberAfter(PlainForm.ID));
    return line.passes(PlainForm.SHUTDOWN) ? shutdown(id, line) : initialize(id, line);
  }

  private static ToWorker.@Nullable Shutdown shutdown(RequestId id, PlainCursor line) {
    long graceMillis = line.whole();
    return graceMillis >= 0 && line.endsWith(2) ? new ToWorker.Shutdown(id, graceMillis) : null;
  }

  private static ToWorker.@Nullable Initialize initialize(RequestId id, PlainCursor line) {
    int version = number(PlainForm.INITIALIZE, line);
    int slot = version >= 0 ? number(PlainForm.SLOT, line) : -1;
    int generation = slot >= 0 ? number(PlainForm.GENERATION, line) : -1;
    WorkerSettings settings = generation >= 0 ? settings(line) : null;
    return settings != null && line.endsWith(3)
        ? new ToWorker.Initialize(id, version, slot, generation, settings)
        : null;
  }

  private static @Nullable WorkerSettings settings(PlainCursor line) {
    int heartbeatMillis = number(PlainForm.HEARTBEAT, line);
    int graceMillis = heartbeatMillis >= 0 ? number(PlainForm.GRACE, line) : -1;
    int maxFrameBytes = graceMillis >= 0 ? number(PlainForm.MAX_FRAME, line) : -1;
    if (maxFrameBytes < 0) {
      return null;
    }
    try {
      String lastWords = line.textAfter(PlainForm.LAST_WORDS);
      return new WorkerSettings(heartbeatMillis, graceMillis, maxFrameBytes, lastWords);
    } catch (IllegalArgumentException e) { // to be told by who knows the whole message
      return null;
    }
  }

  /** The number after {@code name}; −1 if there is another name, or no such number. */
  private static int number(byte[] name, PlainCursor line) {
    long number = line.passes(name) ? line.whole() : -1;
    return number <= Integer.MAX_VALUE ? (int) number : -1;
  }
}
