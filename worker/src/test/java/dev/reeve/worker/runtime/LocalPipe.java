package dev.reeve.worker.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pipe without bound inside one JVM, which like that of an operating system does not care what
 * threads use it, and remembers each write.
 */
final class LocalPipe {
  private final List<String> writes = new ArrayList<>(); // all guarded by this
  private byte[] unread = {};
  private boolean writerClosed;
  private boolean readerClosed;

  InputStream in() {
    return new In();
  }

  OutputStream out() {
    return new Out();
  }

  /** What each call of write brought. */
  synchronized List<String> writes() {
    return List.copyOf(writes);
  }

  /** Further writes fail. */
  synchronized void closeReader() {
    readerClosed = true;
  }

  private synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    if (readerClosed) {
      throw new IOException("Broken pipe");
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(unread);
    joined.write(bytes, offset, length);
    unread = joined.toByteArray();
    writes.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
    notifyAll();
  }

  private synchronized int read(byte[] bytes, int offset, int length) throws IOException {
    while (unread.length == 0 && !writerClosed) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    if (unread.length == 0) {
      return -1;
    }
    int count = Math.min(length, unread.length);
    System.arraycopy(unread, 0, bytes, offset, count);
    unread = Arrays.copyOfRange(unread, count, unread.length);
    return count;
  }

  private synchronized void closeWriter() {
    writerClosed = true;
    notifyAll();
  }

  private final class In extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return LocalPipe.this.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return LocalPipe.this.read(bytes, offset, length);
    }
  }

  private final class Out extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      LocalPipe.this.write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      LocalPipe.this.write(bytes, offset, length);
    }

    @Override
    public void close() {
      closeWriter();
    }
  }
}
