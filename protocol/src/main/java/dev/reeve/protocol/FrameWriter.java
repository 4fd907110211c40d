package dev.reeve.protocol;

import dev.reeve.json.JsonWriter;
import dev.reeve.text.Quote;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Encodes messages into a buffer and writes them with as few system calls as may be. Not
 * thread-safe: its owner locks or is one thread.
 */
public final class FrameWriter {
  /** The buffer is written out when it holds this much. */
  private static final int BATCH_BYTES = 64 << 10;

  private final JsonWriter buffer = new JsonWriter(BATCH_BYTES);
  private final ToWorker.Receiver toWorker;
  private final FromWorker.Receiver fromWorker;
  private final OutputStream out;
  private int maxFrameBytes;

  /**
   * @param maxFrameBytes the longest message, without its newline
   */
  public FrameWriter(MessageCodec codec, OutputStream out, int maxFrameBytes) {
    this.toWorker = codec.toWorkerWriter(buffer);
    this.fromWorker = codec.fromWorkerWriter(buffer);
    this.out = out;
    this.maxFrameBytes = maxFrameBytes;
  }

  /** Changes the bound, from the next message on. */
  public void setMaxFrameBytes(int maxFrameBytes) {
    this.maxFrameBytes = maxFrameBytes;
  }

  /**
   * Adds a message to the buffer, which is written out by itself when it is full.
   *
   * @throws FrameTooLongException if the message is longer than a frame may be; nothing of it was
   *     written
   */
  public void write(ToWorker message) throws IOException {
    int start = buffer.length();
    boolean isWhole = false;
    try {
      message.deliverTo(toWorker);
      isWhole = isShortEnough(start);
    } finally {
      end(start, isWhole);
    }
  }

  /** As {@link #write(ToWorker)}. */
  public void write(FromWorker message) throws IOException {
    int start = buffer.length();
    boolean isWhole = false;
    try {
      message.deliverTo(fromWorker);
      isWhole = isShortEnough(start);
    } finally {
      end(start, isWhole);
    }
  }

  private void end(int start, boolean isWhole) throws IOException {
    if (!isWhole) { // half a message would spoil the stream
      buffer.truncate(start);
    } else if (buffer.length() >= BATCH_BYTES) {
      writeOut();
    }
  }

  private boolean isShortEnough(int start) throws FrameTooLongException {
    int frameBytes = buffer.length() - start - 1;
    if (frameBytes > maxFrameBytes) {
      throw new FrameTooLongException(
          maxFrameBytes, Quote.head(buffer.view().array(), start, buffer.length() - start));
    }
    return true;
  }

  /** Writes what the buffer holds to the stream, which may keep it in a buffer of its own. */
  public void write() throws IOException {
    if (buffer.length() > 0) {
      writeOut();
    }
  }

  /** Writes what the buffer holds to the stream and flushes that. */
  public void flush() throws IOException {
    write();
    out.flush();
  }

  private void writeOut() throws IOException {
    try {
      buffer.writeTo(out);
    } finally {
      buffer.clear();
    }
  }
}
