package dev.reeve.protocol;

import dev.reeve.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Reads calls of shared objects, and what they came to, as {@link PlainLine} reads tasks and
 * results: when they are written as {@link SharedWire} writes them. Their caller waits meanwhile.
 */
final class PlainShared {

  private PlainShared() {}

  /** A call; null if the line is something else, or written in another way. */
  static FromWorker.@Nullable SharedCallRequest call(Frame frame) {
    PlainCursor line = PlainCursor.of(frame);
    long id = line.passes(PlainForm.ID) ? line.whole() : -1;
    SharedCall call = id >= 0 && line.passes(PlainForm.SHARED_CALL) ? call(line) : null;
    return call != null && line.endsWith(2)
        ? new FromWorker.SharedCallRequest(RequestId.of(id), call)
        : null;
  }

  private static @Nullable SharedCall call(PlainCursor line) {
    SharedKind kind = SharedKind.of(orNothing(line.textAfter(PlainForm.KIND)));
    String name = line.textAfter(PlainForm.NAME);
    SharedOperation operation = SharedOperation.of(orNothing(line.textAfter(PlainForm.OPERATION)));
    if (kind == null || name == null || operation == null) {
      return null;
    }
    SharedCall call =
        new SharedCall(
            kind,
            name,
            operation,
            line.numberAfter(PlainForm.THREAD),
            line.numberAfter(PlainForm.WAIT_NANOS),
            line.numberAfter(PlainForm.NUMBER),
            line.numberAfter(PlainForm.EXPECTED),
            line.valueAfter(PlainForm.KEY),
            line.valueAfter(PlainForm.VALUE),
            line.valueAfter(PlainForm.FORMER),
            line.textAfter(PlainForm.LOCK));
    return call.waitNanos() >= SharedCall.NO_LIMIT ? call : null;
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** What a call came to; null if it is something else, or written in another way. */
  static @Nullable SharedResult result(Json json) {
    PlainCursor text = PlainCursor.of(json);
    boolean done = text.passes(PlainForm.DONE);
    if (!done && !text.passes(PlainForm.NOT_DONE)) {
      return null;
    }
    SharedResult result =
        new SharedResult(
            done,
            text.numberAfter(PlainForm.NUMBER),
            text.valueAfter(PlainForm.VALUE),
            text.passes(PlainForm.FORMER_HOLDER_DIED));
    return text.endsWith(1) ? result : null;
  }
}
