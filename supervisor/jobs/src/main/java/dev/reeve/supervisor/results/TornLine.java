package dev.reeve.supervisor.results;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A last line without a newline, left by a run that was killed in the middle of a write, or whose
 * machine crashed. It is cut off only if it is clearly the beginning of such a line (or zeros,
 * which file systems leave after a crash), so that a file given by mistake is not damaged.
 */
public final class TornLine {
  private static final int BLOCK = 64 << 10;
  static final byte[] RECORD = RecordWriter.START.getBytes(US_ASCII);

  private TornLine() {}

  /** Cuts a file of records after its last newline, and returns the number of bytes cut off. */
  public static long cut(FileChannel file) throws IOException {
    return cut(file, RECORD, "a result record");
  }

  /**
   * Cuts the file after its last newline.
   *
   * @param start beginning of all lines
   * @param kind of the lines, for people
   * @return bytes cut off
   * @throws IOException if the torn line is not the beginning of such a line
   */
  public static long cut(FileChannel file, byte[] start, String kind) throws IOException {
    long size = file.size();
    long whole = endOfLastLine(file, size);
    if (whole < size) {
      int length = (int) Math.min(start.length, size - whole);
      if (!isStart(read(file, whole, length), start)) {
        throw new IOException(
            "its last line is incomplete and not " + kind + "; is this the wrong file?");
      }
      file.truncate(whole);
    }
    return size - whole;
  }

  /** Returns the index after the last newline before {@code size}; 0 if there is none. */
  static long endOfLastLine(FileChannel file, long size) throws IOException {
    long end = size;
    while (end > 0) {
      int length = (int) Math.min(BLOCK, end);
      ByteBuffer block = read(file, end - length, length);
      for (int i = length - 1; i >= 0; i--) {
        if (block.get(i) == '\n') {
          return end - length + i + 1;
        }
      }
      end -= length;
    }
    return 0;
  }

  /** Reads exactly so many bytes. */
  static ByteBuffer read(FileChannel file, long from, int length) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(length);
    while (block.hasRemaining()) {
      if (file.read(block, from + block.position()) < 0) {
        throw new IOException("it changes while it is being read");
      }
    }
    return block.flip();
  }

  private static boolean isStart(ByteBuffer line, byte[] start) {
    if (line.get(0) == 0) {
      return true;
    }
    for (int i = 0; i < line.limit(); i++) {
      if (line.get(i) != start[i]) {
        return false;
      }
    }
    return true;
  }
}
