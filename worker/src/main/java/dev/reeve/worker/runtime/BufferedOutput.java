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
 * Standard output. With a file for {@link LastWords}, and once its owner has begun to use that,
 * what is written to it is kept there until {@link #flush()}: said, whatever becomes of this
 * process. Its owner locks.
 */
final class BufferedOutput extends OutputStream {
  private final OutputStream out;
  private @Nullable FileChannel file;
  private @Nullable LastWords kept;

  BufferedOutput(OutputStream out) {
    this.out = out;
  }

  /** Opens the file, whose name may be gone soon. */
  void open(Path path) throws IOException {
    file =
        FileChannel.open(
            path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * From now on keeps what is written, if there is a file that was not used yet.
   *
   * @return whether that has begun now
   */
  boolean beginKeeping() throws IOException {
    FileChannel opened = file;
    if (opened == null) {
      return false;
    }
    file = null;
    try (opened) {
      kept = new LastWords(opened.map(FileChannel.MapMode.READ_WRITE, 0, LastWords.FILE_BYTES));
    }
    return true;
  }

  /** Whether what was written, but not yet flushed, is safe. */
  boolean keeps() {
    return kept != null;
  }

  /** Says without a message that this request runs; 0: none does. Only while this one keeps. */
  void setRunning(long request) {
    if (kept != null) {
      kept.setRunning(request);
    }
  }

  /** Whether it is time for a flush. */
  boolean isHalfFull() {
    return kept != null && kept.length() > LastWords.CAPACITY / 2;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /** Takes whole messages. */
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    LastWords words = kept;
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
    if (kept != null) {
      writeOut(kept);
    }
    out.flush();
  }
}
