package dev.reeve.supervisor.cli.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body in chunks, each with its length before it (RFC 9112, section 7.1). */
final class ChunkedInput extends InputStream {
  private static final int HEX = 16;
  private static final int MOST_DIGITS = 15;

  private final InputStream in;
  private long left;
  private boolean first = true;
  private boolean ended;

  ChunkedInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int count = in.read(bytes, from, (int) Math.min(length, left));
    if (count < 0) {
      throw brokenOff();
    }
    left -= count;
    return count;
  }

  private void nextChunk() throws IOException {
    if (!first) {
      passLine(); // ends the chunk before
    }
    first = false;
    left = size();
    if (left == 0) {
      ended = true;
      while (passLine() > 0) {
        // trailing fields
      }
    }
  }

  private long size() throws IOException {
    long size = 0;
    int digits = 0;
    int b = next();
    for (; Character.digit(b, HEX) >= 0; b = next()) {
      size = size * HEX + Character.digit(b, HEX);
      if (++digits > MOST_DIGITS) {
        throw new IOException("the length of a chunk of the answer is damaged");
      }
    }
    if (digits == 0) {
      throw new IOException("the length of a chunk of the answer is damaged");
    }
    while (b != '\n') {
      b = next();
    }
    return size;
  }

  /** Returns the number of characters that the line had. */
  private int passLine() throws IOException {
    int count = 0;
    for (int b = next(); b != '\n'; b = next()) {
      count += b == '\r' ? 0 : 1;
    }
    return count;
  }

  private int next() throws IOException {
    int b = in.read();
    if (b < 0) {
      throw brokenOff();
    }
    return b;
  }

  private static EOFException brokenOff() {
    return new EOFException("the connection broke off within the answer");
  }
}
