package dev.reeve.protocol;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the two messages that there are millions of, a task and its result, when they are written
 * as {@link ToWorkerWriter} and {@link FromWorkerWriter} write them, in {@link PlainForm}, and in
 * ASCII. Everything else is left to the parser, which would have made the same of these.
 */
final class PlainLine {
  /** A number with more digits may be too large; it is left to the parser. */
  private static final int MOST_DIGITS = 18;

  private final byte[] bytes;
  private final int limit;
  private final JsonScan scan;
  private int at;

  private PlainLine(Frame frame) {
    this.bytes = frame.array();
    this.at = frame.offset();
    this.limit = frame.offset() + frame.length();
    this.scan = new JsonScan(bytes, limit);
  }

  /** The result of a task; null if the line is something else, or written in another way. */
  static FromWorker.@Nullable Success success(Frame frame) {
    return new PlainLine(frame).success();
  }

  private FromWorker.@Nullable Success success() {
    long id = passes(PlainForm.ID) ? whole() : -1;
    long elapsedNanos = id >= 0 && passes(PlainForm.ELAPSED) ? whole() : -1;
    RawJson result = elapsedNanos >= 0 && passes(PlainForm.RESULT) ? value() : null;
    return result != null && endsWith(1)
        ? new FromWorker.Success(RequestId.of(id), result, elapsedNanos)
        : null;
  }

  /** A request to run a task; null if the line is something else, or written in another way. */
  static ToWorker.@Nullable RunTask runTask(Frame frame) {
    return new PlainLine(frame).runTask();
  }

  private ToWorker.@Nullable RunTask runTask() {
    long id = passes(PlainForm.ID) ? whole() : -1;
    String task = id >= 0 && passes(PlainForm.TASK) ? text() : null;
    long attempt = task != null && passes(PlainForm.ATTEMPT) ? whole() : -1;
    if (task == null || attempt < 1 || attempt > Integer.MAX_VALUE) {
      return null;
    }
    String handler = passes(PlainForm.HANDLER) ? text() : null;
    RawJson payload = handler != null && passes(PlainForm.PAYLOAD) ? value() : null;
    return handler != null && payload != null && endsWith(2)
        ? new ToWorker.RunTask(RequestId.of(id), task, (int) attempt, handler, payload)
        : null;
  }

  private boolean passes(byte[] expected) {
    int end = at + expected.length;
    if (end > limit || !Arrays.equals(bytes, at, end, expected, 0, expected.length)) {
      return false;
    }
    at = end;
    return true;
  }

  /** A whole number from 0 on; −1 if there is none, or one with too many digits. */
  private long whole() {
    int start = at;
    long number = 0;
    while (at < limit && JsonScan.isDigit(bytes[at]) && at - start < MOST_DIGITS) {
      number = 10 * number + bytes[at++] - '0';
    }
    boolean isPlain = at > start && (at == start + 1 || bytes[start] != '0');
    return isPlain ? number : -1;
  }

  private @Nullable String text() {
    String text = scan.plainText(at);
    if (text != null) {
      at += text.length() + 2;
    }
    return text;
  }

  private @Nullable RawJson value() {
    int end = scan.endOfValue(at);
    if (end < 0) {
      return null;
    }
    RawJson value = RawJson.ofTrusted(Arrays.copyOfRange(bytes, at, end));
    at = end;
    return value;
  }

  private boolean endsWith(int braces) {
    for (int i = at; i < limit; i++) {
      if (bytes[i] != '}') {
        return false;
      }
    }
    return limit - at == braces;
  }
}
