package dev.reeve.supervisor.process;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A worker's standard output, with something to be done when it says its first word. */
final class FirstWord extends FilterInputStream {
  private final Runnable then;
  private boolean heard;

  FirstWord(InputStream pipe, Runnable then) {
    super(pipe);
    this.then = then;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = super.read(into, offset, length);
    if (count > 0 && !heard) {
      heard = true;
      then.run();
    }
    return count;
  }
}
