package dev.reeve.protocol;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Splits a byte stream at newlines (0x0A), before any decoding, with a bound on the length of a
 * line. One thread.
 */
public final class FrameReader {
  private final InputStream in;
  private final int maxFrameBytes;

  public FrameReader(InputStream in, int maxFrameBytes) {
    this.in = in;
    this.maxFrameBytes = maxFrameBytes;
  }

  /**
   * Waits for the next whole line; a carriage return before the newline is dropped. A last line
   * without newline counts as a line, see {@link #endedMidLine()}.
   *
   * @return null at the end of the stream
   * @throws FrameTooLongException if the line is longer than allowed
   */
  public @Nullable Frame next() throws IOException {
    throw new IOException("later in this branch: " + in + maxFrameBytes);
  }

  /** Whether a further whole line is in the buffer, so that {@link #next()} would not block. */
  public boolean hasBufferedFrame() {
    return false;
  }

  /** Whether the stream ended without a newline after the last line. */
  public boolean endedMidLine() {
    return false;
  }
}
