package dev.reeve.supervisor.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.text.Utf8;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the rows of a table in UTF-8, whose fields are divided as RFC 4180 says: a field in
 * quotation marks may hold separators, line ends, and quotation marks written twice. Holds one row
 * of bounded length. Rows without any character are passed over. One thread; {@link #close} may be
 * called by another.
 */
final class TableReader implements Closeable {
  private static final int END = -1;

  private final InputStream in;
  private final String name;
  private final int separator;
  private final byte[] buffer = new byte[64 << 10];
  private int next;
  private int limit;
  private boolean begun;

  private byte[] field = new byte[256];
  private int length;
  private long line = 1;
  private long firstLine;
  private int rowBytes;

  /**
   * @param name of the file for messages
   * @param separator an ASCII character between fields
   */
  TableReader(InputStream in, String name, char separator) {
    this.in = in;
    this.name = name;
    this.separator = separator;
  }

  /**
   * Reads the next row.
   *
   * @return its fields; null after the last row
   * @throws IOException if the file cannot be read, or the row is not valid; the message is for
   *     people and names the line
   */
  @Nullable List<String> next() throws IOException {
    while (true) {
      firstLine = line;
      rowBytes = 0;
      int first = read();
      if (first == END) {
        return null;
      }
      List<String> row = row(first);
      if (row.size() > 1 || rowBytes > 0 || first == '"') {
        return row;
      }
    }
  }

  /** Returns the number of the line in which the last row begins, from 1. */
  long line() {
    return firstLine;
  }

  private List<String> row(int first) throws IOException {
    List<String> fields = new ArrayList<>();
    int at = first;
    while (true) {
      at = at == '"' ? quoted() : plain(at);
      fields.add(text());
      if (at != separator) {
        return fields;
      }
      at = read();
    }
  }

  /** Reads a field without quotation marks around it; returns what ended it. */
  private int plain(int first) throws IOException {
    int at = first;
    while (at != separator && at != '\n' && at != END) {
      append(at);
      at = read();
    }
    if (at != separator && length > 0 && field[length - 1] == '\r') {
      length--;
      rowBytes--;
    }
    return at;
  }

  /** Reads a field after its first quotation mark; returns what ended it. */
  private int quoted() throws IOException {
    long opened = line;
    while (true) {
      int at = read();
      if (at == END) {
        throw invalid(opened, "the quotation mark that opens here is not closed");
      }
      if (at != '"') {
        append(at);
        continue;
      }
      at = read();
      if (at != '"') {
        return endOfQuoted(at);
      }
      append('"');
    }
  }

  private int endOfQuoted(int first) throws IOException {
    int at = first == '\r' ? read() : first;
    if (at != '\n' && at != END && (at != separator || first == '\r')) {
      throw invalid(
          line,
          "text follows the quotation mark that closes a field; within a field, write it twice");
    }
    return at;
  }

  private void append(int value) throws IOException {
    if (++rowBytes > JobJson.MAX_TEXT) {
      throw invalid(
          firstLine,
          "the row is longer than "
              + JobJson.MAX_TEXT
              + " bytes; perhaps a quotation mark is not closed");
    }
    if (length == field.length) {
      field = Arrays.copyOf(field, 2 * length);
    }
    field[length++] = (byte) value;
  }

  private String text() throws IOException {
    if (Utf8.firstInvalid(field, 0, length) >= 0) {
      throw invalid(firstLine, "the row is not UTF-8");
    }
    String text = new String(field, 0, length, UTF_8);
    length = 0;
    return text;
  }

  private int read() throws IOException {
    if (next == limit && !fill()) {
      return END;
    }
    int value = buffer[next++] & 0xFF;
    if (value == '\n') {
      line++;
    }
    return value;
  }

  private boolean fill() throws IOException {
    int count = begun ? in.read(buffer) : in.readNBytes(buffer, 0, buffer.length);
    next = 0;
    limit = Math.max(0, count);
    if (!begun) {
      begun = true;
      if (Utf8.looksWide(buffer, 0, limit)) {
        throw ReadFailure.named(name, "looks like UTF-16 or UTF-32; save it as UTF-8");
      }
      next = Utf8.markLength(buffer, 0, limit);
    }
    return next < limit;
  }

  /** Returns the exception about a line. */
  IOException invalid(long number, String problem) {
    return ReadFailure.named(name + ":" + number, problem);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
