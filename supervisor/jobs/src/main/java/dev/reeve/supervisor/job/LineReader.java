package dev.reeve.supervisor.job;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A reader of numbered lines of bounded length, which returns each line as soon as its newline has
 * been read. A line that is too long is skipped. One thread; {@link #close} may be called by
 * another.
 */
final class LineReader implements Closeable {
  private static final int START_CAPACITY = 64 << 10;

  /** Up to this size the buffer doubles and is kept; above it grows by quarters and is dropped. */
  private static final int KEPT = 1 << 20;

  private final InputStream in;
  private final String file;
  private final int maxBytes;
  private byte[] buffer = new byte[START_CAPACITY];

  /** Index of the first byte after the current line. */
  private int next;

  /** Index after the last byte that has been read. */
  private int limit;

  private boolean atEnd;
  private int from;
  private int to;
  private long number;
  private boolean tooLong;

  /**
   * @param file for messages
   * @param maxBytes longest line, without its newline
   */
  LineReader(InputStream in, String file, int maxBytes) {
    this.in = in;
    this.file = file;
    this.maxBytes = maxBytes;
  }

  /**
   * Moves to the next line; waits for its newline but reads no further.
   *
   * @return false at the end of the input; the last line needs no newline
   */
  boolean next() throws IOException {
    number++;
    tooLong = false;
    int scanned = 0;
    while (true) {
      int newline = newlineFrom(next + scanned);
      if (newline >= 0) {
        take(newline, newline + 1);
        return true;
      }
      scanned = limit - next;
      if (atEnd) {
        take(limit, limit);
        return scanned > 0;
      }
      if (scanned > maxBytes) {
        readOver();
        return true;
      }
      fill();
    }
  }

  private int newlineFrom(int start) {
    for (int i = start; i < limit; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private void take(int end, int after) {
    from = next;
    to = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
    next = after;
    if (to - from > maxBytes) {
      markTooLong();
    }
  }

  private void readOver() throws IOException {
    int newline;
    do {
      next = 0;
      limit = 0;
      fill();
      newline = newlineFrom(0);
    } while (newline < 0 && !atEnd);
    next = newline < 0 ? limit : newline + 1;
    markTooLong();
  }

  private void markTooLong() {
    tooLong = true;
    from = 0;
    to = 0;
  }

  private void fill() throws IOException {
    makeRoom();
    int count = in.read(buffer, limit, buffer.length - limit);
    if (count < 0) {
      atEnd = true;
    } else {
      limit += count;
    }
  }

  private void makeRoom() {
    if (limit < buffer.length) {
      return;
    }
    if (next > 0) {
      System.arraycopy(buffer, next, buffer, 0, limit - next);
      limit -= next;
      next = 0;
    } else {
      long larger = buffer.length + (buffer.length < KEPT ? buffer.length : buffer.length / 4L);
      // two more than a line: a carriage return, and one byte to detect that the line is too long
      buffer = Arrays.copyOf(buffer, (int) Math.min(larger, maxBytes + 2L));
    }
  }

  /** Drops the current line, and the buffer if it has become unusually large. */
  void release() {
    if (buffer.length > KEPT && limit - next <= START_CAPACITY) {
      byte[] small = new byte[START_CAPACITY];
      System.arraycopy(buffer, next, small, 0, limit - next);
      buffer = small;
      limit -= next;
      next = 0;
    }
    from = next;
    to = next;
  }

  /** Returns true if the current line was too long; {@link #line} is empty then. */
  boolean tooLong() {
    return tooLong;
  }

  /** Returns the current line without its line end; valid until {@link #next}. */
  SourceText line() {
    SourceText line = new SourceText(file, buffer, from, to, number);
    return number == 1 ? line.withoutMark() : line;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
