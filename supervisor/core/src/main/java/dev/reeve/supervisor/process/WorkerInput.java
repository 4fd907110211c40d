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
 * The messages on their way to one worker. They may be added at any time and by any thread, also
 * before the process runs; one thread writes them to the worker's standard input. The queue has no
 * bound of its own: the dispatcher's prefetch window bounds it.
 */
final class WorkerInput {
  private List<ToWorker> queue = new ArrayList<>(); // guarded by this, as are the next two
  private boolean closing;
  private boolean abandoned;

  synchronized void add(List<ToWorker> messages) {
    if (!closing && !abandoned) {
      queue.addAll(messages);
      notifyAll();
    }
  }

  /** Nothing more is taken; the stream is closed once what was taken is written. */
  synchronized void close() {
    closing = true;
    notifyAll();
  }

  /** Nobody reads any more: what waits is thrown away and the writer ends. */
  synchronized void abandon() {
    abandoned = true;
    queue = new ArrayList<>();
    notifyAll();
  }

  /**
   * Writes, as {@code finish} makes them, until {@link #close()} or {@link #abandon()}, and closes
   * the stream.
   *
   * @throws IOException if the worker does not read any more; what waits is thrown away
   */
  void writeAll(
      OutputStream stream,
      int maxFrameBytes,
      UnaryOperator<ToWorker> finish,
      StalledWriteDetector watch,
      WorkerEventSequencer events)
      throws IOException {
    try (OutputStream out = stream) {
      FrameWriter writer = new FrameWriter(new MessageCodec(), out, maxFrameBytes);
      for (List<ToWorker> batch = take(); !batch.isEmpty(); batch = take()) {
        for (ToWorker message : batch) {
          watch.begin();
          write(finish.apply(message), writer, events);
        }
        flushIfIdle(writer);
        watch.end();
      }
    } finally {
      watch.end();
      abandon();
    }
  }

  /** Waits for messages; empty when there will be none. */
  private synchronized List<ToWorker> take() {
    while (queue.isEmpty() && !closing && !abandoned) {
      try {
        wait();
      } catch (InterruptedException e) {
        abandoned = true; // nobody here interrupts; a stranger who does wants this thread to end
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

  /** A task too big for a frame fails by itself; the worker never hears of it. */
  private static void write(ToWorker message, FrameWriter writer, WorkerEventSequencer events)
      throws IOException {
    try {
      writer.write(message);
    } catch (FrameTooLongException e) {
      if (!(message instanceof ToWorker.RunTask task)) {
        throw e;
      }
      RpcError error = new RpcError(RpcError.INVALID_PARAMS, String.valueOf(e.getMessage()), null);
      events.messages(List.of(new FromWorker.Failure(task.id(), error)));
    }
  }
}
