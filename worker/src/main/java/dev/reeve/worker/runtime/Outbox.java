package dev.reeve.worker.runtime;

import dev.reeve.protocol.FrameTooLongException;
import dev.reeve.protocol.FrameWriter;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.MessageCodec;
import java.io.IOException;
import java.io.OutputStream;

/**
 * All that the worker sends, in one order. Any thread; a call blocks while the supervisor does not
 * read. Once writing has failed the {@link Lifeline} is told, and everything further is dropped.
 */
final class Outbox {
  private final Lifeline lifeline;
  private final FrameWriter writer; // guarded by this, as is closed
  private boolean closed;
  private volatile boolean silent;

  Outbox(MessageCodec codec, OutputStream out, int maxFrameBytes, Lifeline lifeline) {
    this.lifeline = lifeline;
    this.writer = new FrameWriter(codec, out, maxFrameBytes);
  }

  /** From now on no line may be longer. */
  synchronized void limitTo(int maxFrameBytes) {
    writer.setMaxFrameBytes(maxFrameBytes);
  }

  /**
   * Adds a message to those that the next {@link #flush()} writes out; many may leave together.
   *
   * @throws FrameTooLongException if it is longer than a line may be; it is not sent
   */
  synchronized void post(FromWorker message) throws FrameTooLongException {
    if (closed || silent) {
      return;
    }
    try {
      writer.write(message);
    } catch (FrameTooLongException e) {
      throw e;
    } catch (IOException e) {
      broken(e);
    }
  }

  /**
   * Writes out what was posted.
   *
   * @return false if that was not possible, nor will be any more
   */
  synchronized boolean flush() {
    if (closed || silent) {
      return false;
    }
    try {
      writer.flush();
      return true;
    } catch (IOException e) {
      broken(e);
      return false;
    }
  }

  /** Sends a notification at once; one that is too long for a line is dropped. */
  void tell(FromWorker notification) {
    try {
      post(notification);
      flush();
    } catch (FrameTooLongException e) {
      System.err.println("reeve worker: a notification was dropped: " + e.getMessage());
    }
  }

  /** Writes out what was posted and drops whatever comes later. */
  synchronized void close() {
    flush();
    closed = true;
  }

  /** Drops whatever has not been written out, now and later; does not wait for a blocked write. */
  void silence() {
    silent = true;
  }

  private void broken(IOException e) {
    closed = true;
    lifeline.broken("standard output can't be written: " + e.getMessage());
  }
}
