package dev.reeve.worker.runtime;

import dev.reeve.protocol.FrameTooLongException;
import dev.reeve.protocol.FrameWriter;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.FromWorker.Success;
import dev.reeve.protocol.FromWorker.TaskPreparing;
import dev.reeve.protocol.FromWorker.TaskStarted;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.RequestId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends all messages of the worker, in one order. A call blocks while the supervisor does not read.
 * When writing fails, it informs the {@link SupervisorLossHandler} and drops all further messages.
 * Any thread.
 */
final class Outbox {
  private final SupervisorLossHandler supervisorLoss;
  private final BufferedOutput out; // guarded by this, as are the next three
  private final FrameWriter writer;
  private boolean closed;
  private boolean hasStarted;

  /** A started task that only the file for last words names, yet no message; guarded by this. */
  private @Nullable RequestId unreportedStart;

  private final Flusher flusher = new Flusher(this);
  private volatile boolean silent;

  Outbox(
      MessageCodec codec,
      OutputStream out,
      int maxFrameBytes,
      SupervisorLossHandler supervisorLoss) {
    this.supervisorLoss = supervisorLoss;
    this.out = new BufferedOutput(out);
    this.writer = new FrameWriter(codec, this.out, maxFrameBytes);
  }

  /**
   * Opens the file for {@link dev.reeve.protocol.LastWords}. From the second task on it buffers
   * messages; for a worker of one task that would not pay.
   */
  synchronized void openLastWords(Path file) {
    try {
      out.open(file);
    } catch (IOException | RuntimeException e) {
      reportUnused(e);
    }
  }

  private void beginBuffering() {
    try {
      if (out.beginBuffering()) {
        flusher.start();
      }
    } catch (IOException | RuntimeException e) {
      reportUnused(e);
    }
  }

  /** Reports that the file is not used; the worker only gets slower by that. */
  private static void reportUnused(Exception e) {
    System.err.println("reeve worker: can't use the file for last words: " + e);
  }

  /** Limits the length of all further lines. */
  synchronized void setMaxFrameBytes(int maxFrameBytes) {
    writer.setMaxFrameBytes(maxFrameBytes);
  }

  /** Writes results of tasks as short lines from now on. */
  synchronized void useShortLines() {
    writer.useShortLines();
  }

  /**
   * Adds a message to those that the next {@link #flush()} writes out together.
   *
   * @throws FrameTooLongException if the message is longer than a line may be; it is not sent
   */
  synchronized void post(FromWorker message) throws FrameTooLongException {
    if (closed || silent) {
      return;
    }
    try {
      reportStartBefore(message);
      writer.write(message);
    } catch (FrameTooLongException e) {
      throw e;
    } catch (IOException e) {
      fail(e);
    }
  }

  /** Reports the start, unless the message is the task's result, which implies the start. */
  private void reportStartBefore(FromWorker message) throws IOException {
    if (unreportedStart != null
        && message instanceof Success success
        && success.id().equals(unreportedStart)) {
      unreportedStart = null;
    }
    reportStart();
  }

  private void reportStart() throws IOException {
    if (unreportedStart != null) {
      writer.write(new TaskStarted(unreportedStart));
      unreportedStart = null;
    }
  }

  /**
   * Reports that the handler of a task is being prepared, at once.
   *
   * @return false if messages can't be sent any more
   * @throws FrameTooLongException if the id is longer than a line may be
   */
  synchronized boolean prepare(RequestId request) throws FrameTooLongException {
    post(new TaskPreparing(request));
    return flush();
  }

  /**
   * Reports the start of a task. When this returns, the supervisor will learn of the start and of
   * all messages before it, even if this process dies at once. A short task's result is written out
   * in place of its start.
   *
   * @return false if messages can't be sent any more
   * @throws FrameTooLongException if the id is longer than a line may be
   */
  synchronized boolean start(RequestId request) throws FrameTooLongException {
    if (hasStarted) {
      beginBuffering();
    }
    hasStarted = true;
    boolean isNumber = request.text() == null && request.number() > 0;
    if (!isNumber || !out.isBuffering() || out.isHalfFull()) {
      post(new TaskStarted(request));
      return flush();
    }
    if (closed || silent) {
      return false;
    }
    return startUnreported(request);
  }

  private boolean startUnreported(RequestId request) {
    try {
      writer.write();
      out.setRunning(request.number());
      unreportedStart = request;
      flusher.request();
      return true;
    } catch (IOException e) {
      fail(e);
      return false;
    }
  }

  /**
   * Reports that the handler of several tasks is being prepared, at once.
   *
   * @return false if messages can't be sent any more
   * @throws FrameTooLongException if an id is longer than a line may be
   */
  synchronized boolean prepareAll(List<RequestId> requests) throws FrameTooLongException {
    for (RequestId request : requests) {
      post(new TaskPreparing(request));
    }
    return flush();
  }

  /**
   * Reports the start of several tasks, as {@link #start} does for one.
   *
   * @return false if messages can't be sent any more
   * @throws FrameTooLongException if an id is longer than a line may be
   */
  synchronized boolean startAll(List<RequestId> requests) throws FrameTooLongException {
    beginBuffering(); // so that the answers need not be written out one by one
    for (RequestId request : requests) {
      post(new TaskStarted(request));
    }
    return flush();
  }

  /**
   * Writes out the posted messages.
   *
   * @return false if messages can't be sent any more
   */
  synchronized boolean flush() {
    if (closed || silent) {
      return false;
    }
    try {
      reportStart();
      writer.flush();
      out.setRunning(0);
      return true;
    } catch (IOException e) {
      fail(e);
      return false;
    }
  }

  /**
   * Makes the posted messages safe: the supervisor will learn of them even if this process dies at
   * once. It reads them soon.
   */
  synchronized void keep() {
    if (closed || silent || !out.isBuffering() || out.isHalfFull()) {
      boolean unused = flush();
      return;
    }
    try {
      writer.write();
      flusher.request();
    } catch (IOException e) {
      fail(e);
    }
  }

  /** Sends a notification at once. Drops it if it is longer than a line may be. */
  void send(FromWorker notification) {
    try {
      post(notification);
      flush();
    } catch (FrameTooLongException e) {
      System.err.println("reeve worker: dropped a notification: " + e.getMessage());
    }
  }

  /** Writes out the posted messages, and drops all further ones. */
  synchronized void close() {
    flush();
    closed = true;
  }

  /**
   * Drops all further messages, without waiting for a blocked write. Messages in the file for last
   * words still reach the supervisor.
   */
  void silence() {
    silent = true;
  }

  private void fail(IOException e) {
    closed = true;
    supervisorLoss.lost("standard output can't be written: " + e.getMessage());
  }
}
