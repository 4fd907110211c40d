package dev.reeve.supervisor.results;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.text.Hex;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fast reader of records in exactly the form that {@link RecordWriter} writes. It looks at as few
 * bytes as possible and leaves every other form to {@link RecordReader}.
 */
final class FastRecordReader {
  private static final byte[] START = RecordWriter.START.getBytes(US_ASCII);
  private static final byte[] ID = RecordWriter.ID.getBytes(US_ASCII);
  private static final byte[] HANDLER = RecordWriter.HANDLER.getBytes(US_ASCII);
  private static final byte[] TASK = RecordWriter.TASK.getBytes(US_ASCII);
  private static final Map<TaskStatus, byte[]> STATUS = new EnumMap<>(TaskStatus.class);

  static {
    for (TaskStatus status : TaskStatus.values()) {
      STATUS.put(status, RecordWriter.statusMember(status).getBytes(US_ASCII));
    }
  }

  private final byte[] bytes;
  private final int end;
  private int at;

  private FastRecordReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /**
   * Reads the record on a line.
   *
   * @param end of the line, without its newline
   * @return null if the line is not a record, or has another form
   */
  static @Nullable JournalRecord read(byte[] bytes, int from, int end) {
    return new FastRecordReader(bytes, from, end).read();
  }

  private @Nullable JournalRecord read() {
    if (!skip(START) || !skipDigits() || !skip(ID)) {
      return null;
    }
    int id = at + 1;
    if (!skipString()) {
      return null;
    }
    int idLength = at - 1 - id;
    if (!skip(HANDLER) || !skipString()) {
      return null;
    }
    TaskStatus status = status();
    if (status == null || !skipDigits() || !skip(TASK)) {
      return null;
    }
    long hash = Hex.parse(bytes, at, end);
    at += Hex.DIGITS;
    boolean isWhole = hash != TaskHash.NONE && skipQuote() && isClosedAtEnd();
    return isWhole
        ? new JournalRecord(
            Fingerprint.ofTask(bytes, id, idLength, hash),
            ContentKey.of(bytes, id, idLength, hash),
            status)
        : null;
  }

  private boolean skip(byte[] expected) {
    int after = at + expected.length;
    if (after > end || !Arrays.equals(bytes, at, after, expected, 0, expected.length)) {
      return false;
    }
    at = after;
    return true;
  }

  private boolean skipDigits() {
    int first = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at > first;
  }

  private boolean skipQuote() {
    return at < end && bytes[at++] == '"';
  }

  /** Skips a string without escapes, which could be written in two ways. */
  private boolean skipString() {
    if (!skipQuote()) {
      return false;
    }
    while (at < end && bytes[at] != '"') {
      if (bytes[at] == '\\' || bytes[at] == 0x7F) {
        return false;
      }
      at++;
    }
    return skipQuote();
  }

  private @Nullable TaskStatus status() {
    for (Map.Entry<TaskStatus, byte[]> status : STATUS.entrySet()) {
      if (skip(status.getValue())) {
        return status.getKey();
      }
    }
    return null;
  }

  /** Returns true if the object ends where the line ends, so that no truncated line passes. */
  private boolean isClosedAtEnd() {
    int depth = 1;
    while (at < end) {
      switch (bytes[at++]) {
        case '"' -> skipRestOfString();
        case '{', '[' -> depth++;
        case '}', ']' -> {
          if (--depth == 0) {
            return at == end;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  private void skipRestOfString() {
    while (at < end && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    at++;
  }
}
