package dev.reeve.supervisor.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** A file that a command's output is being written to, as far as it has been copied. */
final class FollowedFile {
  private final File file;
  private final OutputStream target;
  private long position;

  /** Up to here the file holds no end of a line beyond the position. */
  private long searched;

  /**
   * @param file which need not exist yet
   */
  FollowedFile(Path file, OutputStream target) {
    this.file = file.toFile();
    this.target = target;
  }

  /** Copies the lines that are complete. */
  void copyLines(byte[] buffer) throws IOException {
    long length = file.length();
    if (length <= searched) {
      return;
    }
    try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
      long end = endOfLastLine(in, length, buffer);
      searched = length;
      if (end > position) {
        copy(in, end, buffer);
      }
    }
  }

  /** Copies all that there is. */
  void copyAll(byte[] buffer) throws IOException {
    long length = file.length();
    if (length <= position) {
      return;
    }
    try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
      copy(in, length, buffer);
    }
  }

  /** Searches backwards; returns the position if no line has ended. */
  private long endOfLastLine(RandomAccessFile in, long length, byte[] buffer) throws IOException {
    long end = length;
    while (end > searched) {
      int part = (int) Math.min(buffer.length, end - searched);
      in.seek(end - part);
      in.readFully(buffer, 0, part);
      for (int i = part - 1; i >= 0; i--) {
        if (buffer[i] == '\n') {
          return end - part + i + 1;
        }
      }
      end -= part;
    }
    return position;
  }

  private void copy(RandomAccessFile in, long end, byte[] buffer) throws IOException {
    in.seek(position);
    while (position < end) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, end - position));
      if (read < 0) {
        throw new IOException(file + " has become shorter");
      }
      target.write(buffer, 0, read);
      position += read;
    }
    target.flush();
  }
}
