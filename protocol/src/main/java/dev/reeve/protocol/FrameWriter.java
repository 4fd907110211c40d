package dev.reeve.protocol;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Encodes messages into a buffer and writes them with as few system calls as may be. Not
 * thread-safe: its owner locks or is one thread.
 */
public final class FrameWriter {
  private final MessageCodec codec;
  private final OutputStream out;
  private final int maxFrameBytes;

  public FrameWriter(MessageCodec codec, OutputStream out, int maxFrameBytes) {
    this.codec = codec;
    this.out = out;
    this.maxFrameBytes = maxFrameBytes;
  }

  /**
   * Adds a message to the buffer, which is written out by itself when it is full.
   *
   * @throws FrameTooLongException if the message is longer than a frame may be; nothing of it was
   *     written
   */
  public void write(ToWorker message) throws IOException {
    throw new IOException("later in this branch " + (codec == null) + out + maxFrameBytes);
  }

  /** As {@link #write(ToWorker)}. */
  public void write(FromWorker message) throws IOException {
    throw new IOException("later in this branch");
  }

  /** Writes out what the buffer holds. */
  public void flush() throws IOException {
    out.flush();
  }
}
