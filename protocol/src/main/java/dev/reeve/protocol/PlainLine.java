package dev.reeve.protocol;

import dev.reeve.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages that there are millions of, a task and its result, and an answer to a request
 * of a worker, when they are written as {@link ToWorkerWriter} and {@link FromWorkerWriter} write
 * them, in {@link PlainForm}, and in ASCII. Everything else is left to the parser, which would have
 * made the same of these.
 */
final class PlainLine {

  private PlainLine() {}

  /** The result of a task; null if the line is something else, or written in another way. */
  static FromWorker.@Nullable Success success(Frame frame) {
    PlainCursor line = PlainCursor.of(frame);
    long id = line.passes(PlainForm.ID) ? line.whole() : -1;
    long elapsedNanos = id >= 0 && line.passes(PlainForm.ELAPSED) ? line.whole() : -1;
    Json result = elapsedNanos >= 0 && line.passes(PlainForm.RESULT) ? line.value() : null;
    return result != null && line.endsWith(1)
        ? new FromWorker.Success(RequestId.of(id), result, elapsedNanos)
        : null;
  }

  /** A request to run a task; null if the line is something else, or written in another way. */
  static ToWorker.@Nullable RunTask runTask(Frame frame) {
    PlainCursor line = PlainCursor.of(frame);
    long id = line.passes(PlainForm.ID) ? line.whole() : -1;
    String task = id >= 0 && line.passes(PlainForm.TASK) ? line.text() : null;
    long attempt = task != null && line.passes(PlainForm.ATTEMPT) ? line.whole() : -1;
    if (task == null || attempt < 1 || attempt > Integer.MAX_VALUE) {
      return null;
    }
    String handler = line.passes(PlainForm.HANDLER) ? line.text() : null;
    Json payload = handler != null && line.passes(PlainForm.PAYLOAD) ? line.value() : null;
    return handler != null && payload != null && line.endsWith(2)
        ? new ToWorker.RunTask(RequestId.of(id), task, (int) attempt, handler, payload)
        : null;
  }

  /** An answer to a worker; null if the line is something else, or written in another way. */
  static ToWorker.@Nullable Success answer(Frame frame) {
    PlainCursor line = PlainCursor.of(frame);
    long id = line.passes(PlainForm.ID) ? line.whole() : -1;
    Json result = id >= 0 && line.passes(PlainForm.RESULT) ? line.value() : null;
    return result != null && line.endsWith(1)
        ? new ToWorker.Success(RequestId.of(id), result)
        : null;
  }
}
