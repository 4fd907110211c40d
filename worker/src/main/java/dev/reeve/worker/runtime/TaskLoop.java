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
 * What the task thread does: one attempt after the other until the queue is closed and empty, then
 * closing the handlers.
 *
 * <p>What there is to send is safe right before a handler is called, and written out when nothing
 * waits: a worker that dies in a handler has told that it had started it, and everything before.
 */
final class TaskLoop implements Runnable {
  private final AttemptQueue queue;
  private final HandlerRegistry handlers;
  private final @Nullable WorkerHookCall hook;
  private final Outbox outbox;
  private final Responses answers;
  private final Session session;

  /**
   * @param hook to be closed after the handlers
   */
  TaskLoop(
      AttemptQueue queue,
      HandlerRegistry handlers,
      @Nullable WorkerHookCall hook,
      Outbox outbox,
      Responses answers,
      Session session) {
    this.queue = queue;
    this.handlers = handlers;
    this.hook = hook;
    this.outbox = outbox;
    this.answers = answers;
    this.session = session;
  }

  @Override
  public void run() {
    AttemptContext attempt = next();
    while (attempt != null && work(attempt)) {
      attempt = next();
    }
    handlers.close();
    if (hook != null) {
      hook.close();
    }
    session.taskLoopEnded();
  }

  private @Nullable AttemptContext next() {
    AttemptContext next = queue.poll();
    if (next != null) {
      return next;
    }
    outbox.flush();
    return queue.take();
  }

  /** Returns whether the supervisor could be told; else nothing more may be started. */
  private boolean work(AttemptContext attempt) {
    String name = attempt.request().handler();
    boolean told = start(attempt.id());
    if (told) {
      RegisteredHandler handler = handlers.find(name);
      answers.task(name, handler == null ? unknown(attempt) : run(handler, attempt));
    }
    return told;
  }

  /** An interrupt by a cancel does not outlast the call. */
  private static FromWorker run(RegisteredHandler handler, AttemptContext attempt) {
    attempt.begin();
    try {
      return new HandlerCall(handler, attempt.request(), attempt).run();
    } finally {
      attempt.end();
    }
  }

  private boolean start(RequestId id) {
    try {
      return outbox.start(id);
    } catch (FrameTooLongException e) { // only an id can be so long; nor can it be answered then
      System.err.println("reeve worker: request " + id + ": " + e.getMessage());
      return true;
    }
  }

  private FromWorker unknown(AttemptContext attempt) {
    return new FromWorker.Failure(
        attempt.id(), TaskErrors.unknownHandler(attempt.request().handler(), handlers.names()));
  }
}
