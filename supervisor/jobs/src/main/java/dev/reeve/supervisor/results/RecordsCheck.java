package dev.reeve.supervisor.results;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The look at a file before records are appended to it: a file that was named by mistake is left
 * alone. Its first and last lines must be records, in any form; the others are not looked at. An
 * empty file is fine. A torn last line is cut off.
 */
final class RecordsCheck implements AppendedFile.ContentCheck {
  private long tornBytes;

  @Override
  public void check(FileChannel file) throws IOException {
    long end = TornLine.endOfLastLine(file, file.size());
    if (end > 0) {
      if (!startsAsRecord(file, 0, end)) {
        requireFirst(file);
      }
      requireLast(file, end);
    }
    tornBytes = TornLine.cut(file);
  }

  /** Returns the bytes of a torn last line that were cut off. */
  long tornBytes() {
    return tornBytes;
  }

  private static boolean startsAsRecord(FileChannel file, long from, long end) throws IOException {
    byte[] start = TornLine.RECORD;
    return end - from > start.length
        && TornLine.read(file, from, start.length).equals(ByteBuffer.wrap(start));
  }

  private static void requireFirst(FileChannel file) throws IOException {
    JournalLines lines = new JournalLines(file, file.size());
    while (lines.next()) {
      if (lines.end() > lines.from()) {
        requireRecord(lines.bytes(), lines.from(), lines.end(), "line " + lines.number());
        return;
      }
    }
  }

  private static void requireLast(FileChannel file, long end) throws IOException {
    long from = TornLine.endOfLastLine(file, end - 1);
    long length = end - 1 - from;
    if (length > 0 && !startsAsRecord(file, from, end)) {
      int read = (int) Math.min(length, JournalLines.MAX_LINE);
      requireRecord(TornLine.read(file, from, read).array(), 0, read, "its last line");
    }
  }

  private static void requireRecord(byte[] bytes, int from, int end, String which)
      throws IOException {
    try {
      JournalRecord unused = RecordReader.read(bytes, from, end);
    } catch (IOException e) {
      throw new IOException(
          which + " is not a result record: " + e.getMessage() + "; is this the wrong file?", e);
    }
  }
}
