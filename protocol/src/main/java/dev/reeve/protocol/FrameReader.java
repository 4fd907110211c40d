package dev.reeve.protocol;

import dev.reeve.text.Quote;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Splits a byte stream into lines at each newline (0x0A), before any decoding, and limits their
 * length. Blank lines are skipped. Not thread-safe.
 */
public final class FrameReader {
  private static final int INITIAL = 64 << 10;

  /** A buffer up to this size is kept for the next line. */
  private static final int KEPT = 1 << 20;

  /** Room for the carriage return and the newline after the longest line. */
  private static final int LINE_END = 2;

  private final InputStream in;
  private int maxFrameBytes;
  private byte[] buffer;

  /** The bytes from {@code start} to {@code end} were read and not yet returned. */
  private int start;

  private int end;

  /** There is no newline between {@code start} and here. */
  private int searched;

  private int kept = KEPT;
  private Runnable onLongLine = () -> {};
  private boolean skipsLine;
  private boolean atEnd;
  private boolean endedMidLine;

  /**
   * Makes a reader.
   *
   * @param maxFrameBytes length of the longest line, without its end
   */
  public FrameReader(InputStream in, int maxFrameBytes) {
    this.in = in;
    this.maxFrameBytes = maxFrameBytes;
    this.buffer = new byte[(int) Math.min(INITIAL, bufferLimit())];
  }

  /** Changes the limit, from the next line on. */
  public void setMaxFrameBytes(int maxFrameBytes) {
    this.maxFrameBytes = maxFrameBytes;
  }

  /**
   * Sets an action that is run each time before the buffer grows beyond a size, and may wait until
   * there is memory for that. By default there is none.
   *
   * @param bytes the size, at least 64 KiB and by default 1 MiB; a larger buffer is not kept after
   *     its line
   */
  public void beforeLongLine(int bytes, Runnable action) {
    kept = bytes;
    onLongLine = action;
  }

  /**
   * Waits for the next whole line and returns it without its newline and without a carriage return
   * before that. If the last line has no newline it is returned too, see {@link #endedMidLine()}.
   *
   * @return null at the end of the stream
   * @throws OutOfMemoryError if there is no memory for it; it may be tried again
   * @throws FrameTooLongException if the line is too long; the next call continues after it
   */
  public @Nullable Frame next() throws IOException {
    int newline = findLine();
    while (newline < 0 && !atEnd) {
      fill();
      newline = findLine();
    }
    return newline < 0 ? lastLine() : line(newline);
  }

  /** Returns whether the buffer holds another whole line, so that {@link #next()} cannot block. */
  public boolean hasBufferedFrame() {
    return findLine() >= 0;
  }

  /** Returns whether the stream ended without a newline after its last line. */
  public boolean endedMidLine() {
    return endedMidLine;
  }

  /** Returns the index of the newline after the next line that is not blank; −1 if not yet read. */
  private int findLine() {
    int newline = findNewline();
    while (newline >= 0 && (skipsLine || isBlankLine(lineEnd(newline)))) {
      skipsLine = false;
      start = newline + 1;
      newline = findNewline();
    }
    return newline;
  }

  private int findNewline() {
    int at = Math.max(searched, start);
    while (at < end && buffer[at] != '\n') {
      at++;
    }
    searched = at;
    return at < end ? at : -1;
  }

  private int lineEnd(int newline) {
    return newline > start && buffer[newline - 1] == '\r' ? newline - 1 : newline;
  }

  /** A line that is too long is an error even if blank: its beginning may be gone already. */
  private boolean isBlankLine(int lineEnd) {
    int at = start;
    while (at < lineEnd && (buffer[at] == ' ' || buffer[at] == '\t' || buffer[at] == '\r')) {
      at++;
    }
    return at == lineEnd && lineEnd - start <= maxFrameBytes;
  }

  private Frame line(int newline) throws FrameTooLongException {
    Frame frame = new Frame(buffer, start, lineEnd(newline) - start);
    start = newline + 1;
    return checked(frame);
  }

  private @Nullable Frame lastLine() throws FrameTooLongException {
    endedMidLine |= start < end;
    Frame frame = new Frame(buffer, start, end - start);
    boolean isSkipped = skipsLine || isBlankLine(end);
    start = end;
    return isSkipped ? null : checked(frame);
  }

  private Frame checked(Frame frame) throws FrameTooLongException {
    if (frame.length() > maxFrameBytes) {
      throw tooLong(frame.offset(), frame.length());
    }
    return frame;
  }

  private FrameTooLongException tooLong(int offset, int length) {
    return new FrameTooLongException(maxFrameBytes, Quote.head(buffer, offset, length));
  }

  private void fill() throws IOException {
    if (skipsLine) {
      start = end;
    } else if (end - start >= bufferLimit()) {
      skipsLine = true;
      throw tooLong(start, end - start);
    }
    makeRoom();
    int count = in.read(buffer, end, buffer.length - end);
    atEnd = count < 0;
    end += Math.max(count, 0);
  }

  /** Moves the remaining bytes to the front, into a larger or smaller array where necessary. */
  private void makeRoom() {
    int held = end - start;
    if (end < buffer.length && held > 0) {
      return;
    }
    byte[] target = arrayFor(held);
    System.arraycopy(buffer, start, target, 0, held);
    searched = Math.max(searched - start, 0);
    buffer = target;
    start = 0;
    end = held;
  }

  private byte[] arrayFor(int held) {
    if (held == buffer.length) {
      if (held >= kept) {
        onLongLine.run();
      }
      long larger = held < kept ? 2L * held : held + held / 4L;
      return new byte[(int) Math.min(larger, bufferLimit())];
    }
    return buffer.length > kept && held <= INITIAL ? new byte[INITIAL] : buffer;
  }

  private long bufferLimit() {
    return Math.min((long) maxFrameBytes + LINE_END, Integer.MAX_VALUE - 8);
  }
}
