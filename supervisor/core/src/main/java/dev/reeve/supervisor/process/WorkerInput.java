package dev.reeve.supervisor.process;

import dev.reeve.protocol.FrameTooLongException;
import dev.reeve.protocol.FrameWriter;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.ToWorker;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The queue of messages for one worker. Any thread may add messages at any time, also before the
 * process runs; one thread writes them to the worker's standard input. The queue itself is
 * unbounded; the dispatcher's prefetch window bounds it.
 */
final class WorkerInput {
  private List<ToWorker> queue = new ArrayList<>(); // guarded by this, as are the next three
  private boolean shutdownSent;
  private boolean closing;
  private boolean abandoned;
  private volatile boolean shortLines;

  synchronized void add(List<ToWorker> messages) {
    for (ToWorker message : messages) {
      shutdownSent |= message instanceof ToWorker.Shutdown;
    }
    if (!closing && !abandoned) {
      queue.addAll(messages);
      notifyAll();
    }
  }

  /** Writes tasks as short lines, those that are added from now on at the latest. */
  void useShortLines() {
    shortLines = true;
  }

  /** Accepts no more messages, and closes the stream when the queued ones have been written. */
  synchronized void close() {
    closing = true;
    notifyAll();
  }

  /** Discards the queued messages and ends the writer, since the worker does not read any more. */
  synchronized void abandon() {
    abandoned = true;
    queue = new ArrayList<>();
    notifyAll();
  }

  /** Returns whether the worker has been asked to shut down. */
  synchronized boolean isShutdownSent() {
    return shutdownSent;
  }

  /**
   * Writes messages until {@link #close()} or {@link #abandon()}, and closes the stream.
   *
   * @param complete completes a message before it is written
   * @param events receives the response to a task that is too long for a frame
   * @throws IOException if the worker does not read any more; queued messages are discarded
   */
  void writeAll(
      OutputStream stream,
      int maxFrameBytes,
      UnaryOperator<ToWorker> complete,
      StalledWriteDetector stallDetector,
      WorkerEventSequencer events)
      throws IOException {
    try (OutputStream out = stream) {
      FrameWriter writer = new FrameWriter(new MessageCodec(), out, maxFrameBytes);
      for (List<ToWorker> batch = take(); !batch.isEmpty(); batch = take()) {
        if (shortLines) {
          writer.useShortLines();
        }
        for (ToWorker message : batch) {
          stallDetector.begin();
          write(complete.apply(message), writer, events);
        }
        flushIfIdle(writer);
        stallDetector.end();
      }
    } finally {
      stallDetector.end();
      abandon();
    }
  }

  /** Waits for messages; returns none if no more will come. */
  private synchronized List<ToWorker> take() {
    while (queue.isEmpty() && !closing && !abandoned) {
      try {
        wait();
      } catch (InterruptedException e) {
        abandoned = true; // Reeve interrupts no such thread; if other code does, it must end
      }
    }
    List<ToWorker> taken = queue;
    queue = new ArrayList<>();
    return taken;
  }

  private void flushIfIdle(FrameWriter writer) throws IOException {
    boolean idle;
    synchronized (this) {
      idle = queue.isEmpty();
    }
    if (idle) {
      writer.flush();
    }
  }

  /** Writes a message. A task that is too long for a frame fails, without reaching the worker. */
  private static void write(ToWorker message, FrameWriter writer, WorkerEventSequencer events)
      throws IOException {
    try {
      writer.write(message);
    } catch (FrameTooLongException e) {
      if (!(message instanceof ToWorker.RunTask task)) {
        throw e;
      }
      RpcError error = new RpcError(RpcError.INVALID_PARAMS, String.valueOf(e.getMessage()), null);
      events.accept(new WorkerEvent.Said(List.of(new FromWorker.Failure(task.id(), error))));
    }
  }
}
