package dev.reeve.os;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * Unbuffered input from an inherited descriptor. Another process that shares the descriptor may
 * have made it non-blocking, and then a read finds nothing while the writer is slow; it is tried
 * again until there is something. One thread reads; another may close it.
 */
public final class DescriptorInput extends InputStream {
  /** Caps the native buffer that the channel keeps for each thread. */
  private static final int CHUNK = 64 << 10;

  private final ReadableByteChannel channel;

  /** Opens a stream from a descriptor of this process. */
  @SuppressWarnings("resource") // closed with the channel
  public DescriptorInput(FileDescriptor descriptor) {
    this(new FileInputStream(descriptor).getChannel());
  }

  DescriptorInput(ReadableByteChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    ByteBuffer room = ByteBuffer.wrap(into, from, Math.min(length, CHUNK));
    RetryPause pause = new RetryPause();
    int count = channel.read(room);
    while (count == 0) {
      pause.await(); // nothing has come yet
      count = channel.read(room);
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
