package dev.reeve.worker.runtime;

import dev.reeve.json.Json;
import dev.reeve.protocol.ErrorData;
import dev.reeve.protocol.FrameTooLongException;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.FromWorker.Failure;
import dev.reeve.protocol.FromWorker.Success;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.worker.runtime.handler.ErrorReport;
import dev.reeve.worker.runtime.handler.TaskErrors;
import dev.reeve.worker.runtime.handler.TextLimit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends responses: exactly one for each request, so a response that is longer than a line may be is
 * replaced by a shorter one that says so. Any thread.
 */
final class Responses {
  private static final int SHORT_CHARS = 200;

  private final Outbox outbox;
  private final AtomicLong tasks = new AtomicLong();

  Responses(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Requests to run a task that were answered so far, those refused by state not included. */
  long tasks() {
    return tasks.get();
  }

  /** Adds a task's response to what the next flush writes out. */
  void task(String handler, FromWorker response) {
    tasks.incrementAndGet();
    try {
      outbox.post(response);
    } catch (FrameTooLongException e) {
      if (response instanceof Success success) {
        RpcError error = TaskErrors.resultNotWritable(handler, text(e), false);
        post(new Failure(success.id(), error, success.elapsedNanos()));
      } else if (response instanceof Failure failure) {
        postShorter(failure);
      }
    }
  }

  /** Answers a task that waited, at once. */
  void cancelled(RequestId id) {
    tasks.incrementAndGet();
    error(id, TaskErrors.cancelled());
  }

  /** Answers any other request, at once. */
  void success(RequestId id, Json result) {
    try {
      outbox.post(new Success(id, result));
    } catch (FrameTooLongException e) {
      post(new Failure(id, new RpcError(RpcError.INTERNAL_ERROR, text(e), null)));
    }
    outbox.flush();
  }

  /** As {@link #success}, and nothing is sent after it, not even a heartbeat. */
  void last(RequestId id, Json result) {
    synchronized (outbox) {
      success(id, result);
      outbox.close();
    }
  }

  /**
   * Answers with an error, at once.
   *
   * @param id null if the request's could not be read
   */
  void error(@Nullable RequestId id, RpcError error) {
    post(new Failure(id, error));
    outbox.flush();
  }

  private void post(Failure failure) {
    try {
      outbox.post(failure);
    } catch (FrameTooLongException e) {
      postShorter(failure);
    }
  }

  private void postShorter(Failure failure) {
    try {
      outbox.post(new Failure(failure.id(), shortened(failure.error()), failure.elapsedNanos()));
    } catch (FrameTooLongException e) {
      postBarest(failure.id(), failure.error().code());
    }
  }

  private void postBarest(@Nullable RequestId id, int code) {
    try {
      outbox.post(new Failure(id, new RpcError(code, "longer than a line may be", null)));
    } catch (FrameTooLongException e) { // only an id can be so long
      System.err.println("reeve worker: request " + id + " can't be answered: " + text(e));
    }
  }

  private static RpcError shortened(RpcError error) {
    String message = TextLimit.to(SHORT_CHARS, error.message());
    ErrorData data = error.data();
    if (data == null) {
      return new RpcError(error.code(), message, null);
    }
    ErrorData shorter =
        ErrorReport.bare(TextLimit.to(SHORT_CHARS, data.type()), message, data.fatal());
    return new RpcError(error.code(), message, shorter);
  }

  private static String text(FrameTooLongException e) {
    return String.valueOf(e.getMessage());
  }
}
