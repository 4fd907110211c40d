package dev.reeve.supervisor.process;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A worker's standard output to its end, and then its last words. One thread. */
final class WholeOutput extends InputStream {
  private final InputStream pipe;
  private final LastWordsFile lastWords;
  private InputStream current;
  private long count;

  WholeOutput(InputStream pipe, LastWordsFile lastWords) {
    this.pipe = pipe;
    this.lastWords = lastWords;
    this.current = pipe;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = current.read(into, offset, length);
    if (read < 0 && current == pipe) {
      current = new ByteArrayInputStream(lastWords.after(count));
      read = current.read(into, offset, length);
    }
    if (count == 0 && read > 0) {
      lastWords.forgetName(); // whoever says anything has been given all it needs
    }
    count += Math.max(read, 0);
    return read;
  }
}
