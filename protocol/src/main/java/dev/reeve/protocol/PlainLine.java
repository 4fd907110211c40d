package dev.reeve.protocol;

import dev.reeve.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Reads the most frequent messages without a parser: {@code task/run}, its result, and the result
 * of a worker's request. They must be in ASCII and in {@link PlainForm}, as {@link ToWorkerWriter}
 * and {@link FromWorkerWriter} write them. All other lines are left to the parser, which would read
 * these the same.
 */
final class PlainLine {

  private PlainLine() {}

  /** Reads the result of a task; null if the line is another message, or in another form. */
  static FromWorker.@Nullable Success success(Frame frame) {
    PlainCursor line = PlainCursor.of(frame);
    if (line.skip(PlainForm.DONE_TASK)) {
      return shortSuccess(line);
    }
    long id = line.skip(PlainForm.ID) ? line.number() : -1;
    long elapsedNanos = id >= 0 && line.skip(PlainForm.ELAPSED) ? line.number() : -1;
    Json result = elapsedNanos >= 0 && line.skip(PlainForm.RESULT) ? line.value() : null;
    return result != null && line.endsWith(1)
        ? new FromWorker.Success(RequestId.of(id), result, elapsedNanos)
        : null;
  }

  private static FromWorker.@Nullable Success shortSuccess(PlainCursor line) {
    long id = line.number();
    long elapsedNanos = id >= 0 && line.skip(PlainForm.COMMA) ? line.number() : -1;
    Json result = elapsedNanos >= 0 && line.skip(PlainForm.COMMA) ? line.value() : null;
    return result != null && line.endsWithBracket()
        ? new FromWorker.Success(RequestId.of(id), result, elapsedNanos)
        : null;
  }

  /** Reads {@code task/run}; null if the line is another message, or in another form. */
  static ToWorker.@Nullable RunTask runTask(Frame frame) {
    PlainCursor line = PlainCursor.of(frame);
    if (line.skip(PlainForm.RUN)) {
      return shortRunTask(line);
    }
    long id = line.skip(PlainForm.ID) ? line.number() : -1;
    String task = id >= 0 && line.skip(PlainForm.TASK) ? line.string() : null;
    long attempt = task != null && line.skip(PlainForm.ATTEMPT) ? line.number() : -1;
    if (task == null || attempt < 1 || attempt > Integer.MAX_VALUE) {
      return null;
    }
    String handler = line.skip(PlainForm.HANDLER) ? line.string() : null;
    Json payload = handler != null && line.skip(PlainForm.PAYLOAD) ? line.value() : null;
    if (handler == null || payload == null) {
      return null;
    }
    long more = line.skip(PlainForm.MORE) ? line.number() : 0;
    return more >= 0 && more <= Integer.MAX_VALUE && line.endsWith(2)
        ? new ToWorker.RunTask(RequestId.of(id), task, (int) attempt, handler, payload, (int) more)
        : null;
  }

  private static ToWorker.@Nullable RunTask shortRunTask(PlainCursor line) {
    long id = line.number();
    String task = id >= 0 && line.skip(PlainForm.COMMA) ? line.string() : null;
    long attempt = task != null && line.skip(PlainForm.COMMA) ? line.number() : -1;
    if (task == null || attempt < 1 || attempt > Integer.MAX_VALUE) {
      return null;
    }
    String handler = line.skip(PlainForm.COMMA) ? line.string() : null;
    Json payload = handler != null && line.skip(PlainForm.COMMA) ? line.value() : null;
    if (handler == null || payload == null) {
      return null;
    }
    long more = line.skip(PlainForm.COMMA) ? line.number() : 0;
    return more >= 0 && more <= Integer.MAX_VALUE && line.endsWithBracket()
        ? new ToWorker.RunTask(RequestId.of(id), task, (int) attempt, handler, payload, (int) more)
        : null;
  }

  /** Reads a result for the worker; null if the line is another message, or in another form. */
  static ToWorker.@Nullable Success answer(Frame frame) {
    PlainCursor line = PlainCursor.of(frame);
    long id = line.skip(PlainForm.ID) ? line.number() : -1;
    Json result = id >= 0 && line.skip(PlainForm.RESULT) ? line.value() : null;
    return result != null && line.endsWith(1)
        ? new ToWorker.Success(RequestId.of(id), result)
        : null;
  }
}
