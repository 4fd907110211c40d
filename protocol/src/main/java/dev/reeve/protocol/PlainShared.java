package dev.reeve.protocol;

import dev.reeve.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Reads calls of shared objects and their results without a parser, if they are in {@link
 * PlainForm}, as {@link SharedCodec} writes them. Speed matters, because the caller waits.
 */
final class PlainShared {

  private PlainShared() {}

  /** Reads a call; null if the line is another message, or in another form. */
  static FromWorker.@Nullable SharedCallRequest call(Frame frame) {
    PlainCursor line = PlainCursor.of(frame);
    long id = line.skip(PlainForm.ID) ? line.number() : -1;
    SharedCall call = id >= 0 && line.skip(PlainForm.SHARED_CALL) ? call(line) : null;
    return call != null && line.endsWith(2)
        ? new FromWorker.SharedCallRequest(RequestId.of(id), call)
        : null;
  }

  private static @Nullable SharedCall call(PlainCursor line) {
    SharedKind kind = SharedKind.of(orEmpty(line.stringAfter(PlainForm.KIND)));
    String name = line.stringAfter(PlainForm.NAME);
    SharedOperation operation = SharedOperation.of(orEmpty(line.stringAfter(PlainForm.OPERATION)));
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
            line.stringAfter(PlainForm.LOCK));
    return call.waitNanos() >= SharedCall.NO_LIMIT ? call : null;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Reads the result of a call; null if it is in another form. */
  static @Nullable SharedResult result(Json json) {
    PlainCursor text = PlainCursor.of(json);
    boolean done = text.skip(PlainForm.DONE);
    if (!done && !text.skip(PlainForm.NOT_DONE)) {
      return null;
    }
    SharedResult result =
        new SharedResult(
            done,
            text.numberAfter(PlainForm.NUMBER),
            text.valueAfter(PlainForm.VALUE),
            text.skip(PlainForm.FORMER_HOLDER_DIED));
    return text.endsWith(1) ? result : null;
  }
}
