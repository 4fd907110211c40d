package dev.reeve.supervisor.results;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * A reader of a file's lines, one after the other in the same buffer. Reads at positions of its
 * own, because the file's position is where records are appended.
 */
public final class JournalLines {
  /** Longest line in bytes: several times what a message can hold. */
  static final int MAX_LINE = 128 << 20;

  private static final int FIRST_LENGTH = 256 << 10;

  private final FileChannel file;
  private final long length;
  private long position;
  private byte[] bytes = new byte[FIRST_LENGTH];
  private int limit;
  private int from;
  private int end = -1;
  private boolean plain;
  private long number;

  /**
   * @param length in bytes; what is behind it is not read
   */
  public JournalLines(FileChannel file, long length) {
    this.file = file;
    this.length = length;
  }

  /** Moves to the next line; returns false at the end of the file. */
  public boolean next() throws IOException {
    from = end + 1;
    plain = true;
    number++;
    int i = from;
    while (true) {
      i = control(i);
      if (i == limit) {
        int seen = i - from;
        if (!fill()) {
          return false;
        }
        i = from + seen;
      } else if (bytes[i] == '\n') {
        end = i;
        return true;
      } else {
        plain = false;
        i++;
      }
    }
  }

  /** Returns the index of the first control character from {@code i} on. */
  private int control(int i) {
    int at = i;
    while (at < limit && (bytes[at] & 0xE0) != 0) {
      at++;
    }
    return at;
  }

  /** Reads more of the line; returns false at the end of the file. */
  private boolean fill() throws IOException {
    limit -= from;
    System.arraycopy(bytes, from, bytes, 0, limit);
    from = 0;
    if (limit == bytes.length) {
      makeRoom();
    }
    int room = (int) Math.min(bytes.length - limit, length - position);
    int read = room == 0 ? 0 : file.read(ByteBuffer.wrap(bytes, limit, room), position);
    if (read > 0) {
      limit += read;
      position += read;
    } else if (limit > 0) {
      throw new IOException("it changes while it is being read");
    }
    return read > 0;
  }

  private void makeRoom() throws IOException {
    if (bytes.length == MAX_LINE) {
      throw new IOException(
          "line "
              + number
              + " is longer than "
              + MAX_LINE
              + " bytes, so it is not a result record");
    }
    bytes = Arrays.copyOf(bytes, bytes.length * 2);
  }

  /**
   * Returns the buffer that holds the line from {@link #from} to {@link #end}, without its newline.
   */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns the index of the first byte of the line. */
  public int from() {
    return from;
  }

  /** Returns the index after the line, without its newline. */
  public int end() {
    return end;
  }

  /** Returns true if it has no control characters; records that Reeve wrote have none. */
  boolean isPlain() {
    return plain;
  }

  /** Returns the place of the line in the file. */
  public long offset() {
    return position - limit + from;
  }

  /** Returns its number, from 1. */
  public long number() {
    return number;
  }
}
