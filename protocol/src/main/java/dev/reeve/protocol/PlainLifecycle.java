package dev.reeve.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Reads {@code initialize} and {@code shutdown}, which every worker receives, if they are in {@link
 * PlainForm}. So most workers never load the parser.
 */
final class PlainLifecycle {
  private PlainLifecycle() {}

  /** Reads either request; null if the line is another message, or in another form. */
  static @Nullable ToWorker read(Frame frame) {
    PlainCursor line = PlainCursor.of(frame);
    RequestId id = RequestId.of(line.numberAfter(PlainForm.ID));
    return line.skip(PlainForm.SHUTDOWN) ? shutdown(id, line) : initialize(id, line);
  }

  private static ToWorker.@Nullable Shutdown shutdown(RequestId id, PlainCursor line) {
    long graceMillis = line.number();
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
      String lastWords = line.stringAfter(PlainForm.LAST_WORDS);
      boolean shortLines = line.skip(PlainForm.SHORT_LINES);
      return new WorkerSettings(heartbeatMillis, graceMillis, maxFrameBytes, lastWords, shortLines);
    } catch (IllegalArgumentException e) { // the parser reads it again and explains
      return null;
    }
  }

  /** Reads the number after {@code name}; −1 if the name does not come next, or no number does. */
  private static int number(byte[] name, PlainCursor line) {
    long number = line.skip(name) ? line.number() : -1;
    return number <= Integer.MAX_VALUE ? (int) number : -1;
  }
}
