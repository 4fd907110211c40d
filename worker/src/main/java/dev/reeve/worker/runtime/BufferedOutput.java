package dev.reeve.worker.runtime;

import dev.reeve.protocol.LastWords;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Standard output, with an optional buffer in a file of {@link LastWords}. The supervisor reads the
 * file when this process has ended, so messages in it are safe before they are written out. Not
 * thread-safe: the owner locks.
 */
final class BufferedOutput extends OutputStream {
  private final OutputStream out;
  private @Nullable FileChannel file;
  private @Nullable LastWords buffer;

  BufferedOutput(OutputStream out) {
    this.out = out;
  }

  /** Opens the file. Its name may be removed afterwards. */
  void open(Path path) throws IOException {
    file =
        FileChannel.open(
            path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Begins to use the file as the buffer, if one was opened.
   *
   * @return whether this call began to use it
   */
  boolean beginBuffering() throws IOException {
    FileChannel opened = file;
    if (opened == null) {
      return false;
    }
    file = null;
    try (opened) {
      buffer = new LastWords(opened.map(FileChannel.MapMode.READ_WRITE, 0, LastWords.FILE_BYTES));
    }
    return true;
  }

  /** Returns whether messages are safe before they are flushed. */
  boolean isBuffering() {
    return buffer != null;
  }

  /**
   * Records in the file that this request runs, in place of a message; 0 for none. Does nothing
   * unless {@link #isBuffering}.
   */
  void setRunning(long request) {
    if (buffer != null) {
      buffer.setRunning(request);
    }
  }

  /** Returns whether the buffer should be flushed. */
  boolean isHalfFull() {
    return buffer != null && buffer.length() > LastWords.CAPACITY / 2;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /** Writes whole messages. */
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    LastWords words = buffer;
    if (words == null) {
      out.write(bytes, offset, length);
      return;
    }
    if (words.length() + length > LastWords.CAPACITY) {
      writeOut(words);
    }
    if (length > LastWords.CAPACITY) {
      out.write(bytes, offset, length);
    } else {
      words.add(bytes, offset, length);
    }
  }

  private void writeOut(LastWords words) throws IOException {
    if (words.length() > 0) {
      out.write(words.bytes());
      words.clear();
    }
  }

  @Override
  public void flush() throws IOException {
    if (buffer != null) {
      writeOut(buffer);
    }
    out.flush();
  }
}
