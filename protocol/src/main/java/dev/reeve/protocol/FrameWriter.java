package dev.reeve.protocol;

import dev.reeve.json.JsonWriter;
import dev.reeve.text.Quote;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Encodes messages into a buffer and writes many of them with one system call. Not thread-safe: its
 * owner must lock it or use it on one thread.
 */
public final class FrameWriter {
  /** The buffer is written out when it holds this much. */
  private static final int BATCH_BYTES = 64 << 10;

  private final JsonWriter buffer = new JsonWriter(BATCH_BYTES);
  private final ToWorkerWriter toWorker;
  private final FromWorkerWriter fromWorker;
  private final OutputStream out;
  private int maxFrameBytes;

  /**
   * Makes a writer.
   *
   * @param maxFrameBytes length of the longest message, without its newline
   */
  public FrameWriter(MessageCodec codec, OutputStream out, int maxFrameBytes) {
    this.toWorker = codec.toWorkerWriter(buffer);
    this.fromWorker = codec.fromWorkerWriter(buffer);
    this.out = out;
    this.maxFrameBytes = maxFrameBytes;
  }

  /** Changes the limit, from the next message on. */
  public void setMaxFrameBytes(int maxFrameBytes) {
    this.maxFrameBytes = maxFrameBytes;
  }

  /** Writes tasks and their results as short lines from now on: the other side reads them. */
  public void useShortLines() {
    toWorker.useShortLines();
    fromWorker.useShortLines();
  }

  /**
   * Adds a message to the buffer. A full buffer is written to the stream.
   *
   * @throws FrameTooLongException if the message is too long; no part of it was written
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

  /** Adds a message to the buffer, as {@link #write(ToWorker)} does. */
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

  /** Writes the buffer to the stream, which may have a buffer of its own. */
  public void write() throws IOException {
    if (buffer.length() > 0) {
      writeOut();
    }
  }

  /** Writes the buffer to the stream and flushes the stream. */
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
