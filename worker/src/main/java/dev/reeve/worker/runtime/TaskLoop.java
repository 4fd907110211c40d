package dev.reeve.worker.runtime;

import dev.reeve.protocol.FrameTooLongException;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.RequestId;
import dev.reeve.worker.runtime.handler.HandlerCall;
import dev.reeve.worker.runtime.handler.HandlerRegistry;
import dev.reeve.worker.runtime.handler.RegisteredHandler;
import dev.reeve.worker.runtime.handler.TaskErrors;
import org.jspecify.annotations.Nullable;

/**
 * The loop of the thread {@code task}, which runs one attempt after the other until the queue is
 * closed and empty.
 *
 * <p>Before it calls a handler, the loop puts all messages where the supervisor finds them even if
 * this worker dies. It writes them to the pipe when no attempt waits. The first task for a handler
 * is reported twice: before the handler is made, and before it is called.
 */
final class TaskLoop {
  private final AttemptQueue queue;
  private final HandlerRegistry handlers;
  private final Outbox outbox;
  private final Responses responses;

  TaskLoop(AttemptQueue queue, HandlerRegistry handlers, Outbox outbox, Responses responses) {
    this.queue = queue;
    this.handlers = handlers;
    this.outbox = outbox;
    this.responses = responses;
  }

  /** Returns when the queue is closed and empty, or messages can't be sent any more. */
  void run() {
    AttemptContext attempt = next();
    while (attempt != null && work(attempt)) {
      attempt = next();
    }
  }

  private @Nullable AttemptContext next() {
    AttemptContext next = queue.poll();
    if (next != null) {
      return next;
    }
    outbox.flush();
    return queue.take();
  }

  /** Returns false if the start could not be reported; then no further attempt may start. */
  private boolean work(AttemptContext attempt) {
    String name = attempt.request().handler();
    RegisteredHandler handler = handlers.find(name);
    if (handler != null && handler.isBatch()) {
      return new BatchRun(handler, queue.takeBatch(), outbox, responses).work();
    }
    boolean prepared = handler == null || handler.isPrepared();
    if (!report(attempt.id(), prepared)) {
      return false;
    }
    responses.task(
        name, handler == null ? unknownHandler(attempt) : call(handler, attempt, prepared));
    return true;
  }

  /**
   * Reports that a task begins: its start, or, if its handler must be made first, the preparation.
   */
  private boolean report(RequestId id, boolean start) {
    try {
      return start ? outbox.start(id) : outbox.prepare(id);
    } catch (FrameTooLongException e) { // the id is so long; no response can contain it either
      System.err.println("reeve worker: request " + id + ": " + e.getMessage());
      return true;
    }
  }

  /** Calls the handler, and clears an interrupt that a cancel has left. */
  private FromWorker call(RegisteredHandler handler, AttemptContext attempt, boolean prepared) {
    Runnable beforeCall = new LateStart(prepared ? null : attempt.id());
    attempt.begin();
    try {
      return new HandlerCall(handler, attempt.request(), attempt, beforeCall).run();
    } finally {
      attempt.end();
    }
  }

  /** Reports the start of an attempt whose handler had to be made first. */
  private final class LateStart implements Runnable {
    private final @Nullable RequestId id;

    /**
     * @param id null if the start has been reported
     */
    LateStart(@Nullable RequestId id) {
      this.id = id;
    }

    @Override
    public void run() {
      if (id != null) {
        report(id, true);
      }
    }
  }

  private FromWorker unknownHandler(AttemptContext attempt) {
    return new FromWorker.Failure(
        attempt.id(), TaskErrors.unknownHandler(attempt.request().handler(), handlers.names()));
  }
}
