package dev.reeve.protocol;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the two messages that there are millions of, a task and its result, and the two that every
 * worker gets, its first and its last, when they are written as {@link ToWorkerWriter} and {@link
 * FromWorkerWriter} write them, in {@link PlainForm}, and in ASCII. Everything else is left to the
 * parser, which would have made the same of these; most workers never need to load it.
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

  /** The first or the last request to a worker; null as with the others. */
  static @Nullable ToWorker beginOrEnd(Frame frame) {
    return new PlainLine(frame).beginOrEnd();
  }

  private @Nullable ToWorker beginOrEnd() {
    Long id = passes(PlainForm.ID) ? idNumber() : null;
    if (id == null) {
      return null;
    }
    if (passes(PlainForm.SHUTDOWN)) {
      long graceMillis = whole();
      boolean isAll = graceMillis >= 0 && endsWith(2);
      return isAll ? new ToWorker.Shutdown(RequestId.of(id), graceMillis) : null;
    }
    return initialize(RequestId.of(id));
  }

  private ToWorker.@Nullable Initialize initialize(RequestId id) {
    int version = number(PlainForm.INITIALIZE);
    int slot = version >= 0 ? number(PlainForm.SLOT) : -1;
    int generation = slot >= 0 ? number(PlainForm.GENERATION) : -1;
    WorkerSettings settings = generation >= 0 ? settings() : null;
    return settings != null && endsWith(3)
        ? new ToWorker.Initialize(id, version, slot, generation, settings)
        : null;
  }

  private @Nullable WorkerSettings settings() {
    int heartbeatMillis = number(PlainForm.HEARTBEAT);
    int graceMillis = heartbeatMillis >= 0 ? number(PlainForm.GRACE) : -1;
    int maxFrameBytes = graceMillis >= 0 ? number(PlainForm.MAX_FRAME) : -1;
    boolean hasLastWords = maxFrameBytes >= 0 && passes(PlainForm.LAST_WORDS);
    String lastWords = hasLastWords ? text() : null;
    if (maxFrameBytes < 0 || hasLastWords != (lastWords != null)) {
      return null;
    }
    try {
      return new WorkerSettings(heartbeatMillis, graceMillis, maxFrameBytes, lastWords);
    } catch (IllegalArgumentException e) { // to be told by who knows the whole message
      return null;
    }
  }

  /** The number after {@code name}; −1 if there is another name, or no such number. */
  private int number(byte[] name) {
    long number = passes(name) ? whole() : -1;
    return number <= Integer.MAX_VALUE ? (int) number : -1;
  }

  /** A whole number that may be negative; null if there is none. */
  private @Nullable Long idNumber() {
    boolean isNegative = at < limit && bytes[at] == '-';
    at += isNegative ? 1 : 0;
    long number = whole();
    boolean isNone = number < 0 || (isNegative && number == 0);
    return isNone ? null : (Long) (isNegative ? -number : number);
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
