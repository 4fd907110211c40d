package dev.reeve.os;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * Unbuffered output to an inherited descriptor. Another process that shares the descriptor may have
 * made it non-blocking, and then a write takes what there is room for; the rest is tried again
 * until it has been written. One thread at a time; closing it leaves the descriptor open.
 */
public final class DescriptorOutput extends OutputStream {
  /** Caps the native buffer that the channel keeps for each thread. */
  private static final int CHUNK = 64 << 10;

  private final WritableByteChannel channel;

  /** Opens a stream to a descriptor of this process. */
  @SuppressWarnings("resource") // it must stay open
  public DescriptorOutput(FileDescriptor descriptor) {
    this(new FileOutputStream(descriptor).getChannel());
  }

  DescriptorOutput(WritableByteChannel channel) {
    this.channel = channel;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes, from, length);
    RetryPause pause = new RetryPause();
    while (left.position() < from + length) {
      left.limit(Math.min(from + length, left.position() + CHUNK));
      if (channel.write(left) > 0) {
        pause.reset();
      } else {
        pause.await(); // there is no room now
      }
    }
  }
}
