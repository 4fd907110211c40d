package dev.reeve.worker.runtime;

import dev.reeve.protocol.FrameTooLongException;
import dev.reeve.protocol.FrameWriter;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.MessageCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * All that the worker sends, in one order. Any thread; a call blocks while the supervisor does not
 * read. Once writing has failed the {@link Lifeline} is told, and everything further is dropped.
 */
final class Outbox {
  private final Lifeline lifeline;
  private final KeptOutput out; // guarded by this, as are the next two
  private final FrameWriter writer;
  private boolean closed;
  private final Flusher flusher = new Flusher(this);
  private volatile boolean silent;

  Outbox(MessageCodec codec, OutputStream out, int maxFrameBytes, Lifeline lifeline) {
    this.lifeline = lifeline;
    this.out = new KeptOutput(out);
    this.writer = new FrameWriter(codec, this.out, maxFrameBytes);
  }

  /**
   * From now on {@link #commit()} need not write out.
   *
   * @param file for {@link dev.reeve.protocol.LastWords}
   */
  synchronized void keepIn(Path file) {
    try {
      out.keepIn(file);
      flusher.start();
    } catch (IOException | RuntimeException e) { // it works without, only not as fast
      System.err.println("reeve worker: can't use " + file + " for last words: " + e);
    }
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
   * Makes what was posted known to the supervisor, even if this process ends right now; it is
   * written out within half a millisecond.
   *
   * @return false if that was not possible, nor will be any more
   */
  synchronized boolean commit() {
    if (!out.keeps() || out.isHalfFull()) {
      return flush();
    }
    if (closed || silent) {
      return false;
    }
    try {
      writer.write();
      flusher.ask();
      return true;
    } catch (IOException e) {
      broken(e);
      return false;
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
