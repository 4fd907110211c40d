package dev.reeve.worker.runtime;

import dev.reeve.protocol.FrameTooLongException;
import dev.reeve.protocol.FrameWriter;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.FromWorker.Success;
import dev.reeve.protocol.FromWorker.TaskStarted;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.RequestId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * All that the worker sends, in one order. Any thread; a call blocks while the supervisor does not
 * read. Once writing has failed the {@link SupervisorLossHandler} is told, and everything further
 * is dropped.
 */
final class Outbox {
  private final SupervisorLossHandler lifeline;
  private final BufferedOutput out; // guarded by this, as are the next three
  private final FrameWriter writer;
  private boolean closed;
  private boolean hasStarted;

  /** A task that was started, which is known from the file for last words only; guarded by this. */
  private @Nullable RequestId unsaid;

  private final Flusher flusher = new Flusher(this);
  private volatile boolean silent;

  Outbox(MessageCodec codec, OutputStream out, int maxFrameBytes, SupervisorLossHandler lifeline) {
    this.lifeline = lifeline;
    this.out = new BufferedOutput(out);
    this.writer = new FrameWriter(codec, this.out, maxFrameBytes);
  }

  /**
   * From the second start on, a start need not be written out: who gets one task only is spared
   * what it costs to begin with that.
   *
   * @param file for {@link dev.reeve.protocol.LastWords}
   */
  synchronized void keepIn(Path file) {
    try {
      out.open(file);
    } catch (IOException | RuntimeException e) {
      worksWithout(e);
    }
  }

  private void beginKeeping() {
    try {
      if (out.beginKeeping()) {
        flusher.start();
      }
    } catch (IOException | RuntimeException e) {
      worksWithout(e);
    }
  }

  /** It is just not as fast. */
  private static void worksWithout(Exception e) {
    System.err.println("reeve worker: can't use the file for last words: " + e);
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
      sayStartUnlessAnsweredBy(message);
      writer.write(message);
    } catch (FrameTooLongException e) {
      throw e;
    } catch (IOException e) {
      broken(e);
    }
  }

  /** A result says by itself that its task was started; nothing else does. */
  private void sayStartUnlessAnsweredBy(FromWorker message) throws IOException {
    if (unsaid != null && message instanceof Success success && success.id().equals(unsaid)) {
      unsaid = null;
    }
    sayStart();
  }

  private void sayStart() throws IOException {
    if (unsaid != null) {
      writer.write(new TaskStarted(unsaid));
      unsaid = null;
    }
  }

  /**
   * Says that a task starts, so that the supervisor knows it, and all that was posted before, even
   * if this process ends right now. Whatever is short has its result written out in place of its
   * start.
   *
   * @return false if that was not possible, nor will be any more
   * @throws FrameTooLongException if the id is longer than a line may be
   */
  synchronized boolean start(RequestId request) throws FrameTooLongException {
    if (hasStarted) {
      beginKeeping();
    }
    hasStarted = true;
    boolean isNumber = request.text() == null && request.number() > 0;
    if (!isNumber || !out.keeps() || out.isHalfFull()) {
      post(new TaskStarted(request));
      return flush();
    }
    if (closed || silent) {
      return false;
    }
    return startUnsaid(request);
  }

  private boolean startUnsaid(RequestId request) {
    try {
      writer.write();
      out.setRunning(request.number());
      unsaid = request;
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
      sayStart();
      writer.flush();
      out.setRunning(0);
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

  /**
   * Says nothing more, now and later; does not wait for a blocked write. What stands in the file
   * for last words was said.
   */
  void silence() {
    silent = true;
  }

  private void broken(IOException e) {
    closed = true;
    lifeline.broken("standard output can't be written: " + e.getMessage());
  }
}
