package dev.reeve.worker.runtime;

import dev.reeve.json.Json;
import dev.reeve.protocol.Diagnosis;
import dev.reeve.protocol.ErrorData;
import dev.reeve.protocol.FrameTooLongException;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.FromWorker.Failure;
import dev.reeve.protocol.FromWorker.Success;
import dev.reeve.protocol.InitializeResult;
import dev.reeve.protocol.MemoryUse;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.ShutdownResult;
import dev.reeve.worker.runtime.handler.ErrorReport;
import dev.reeve.worker.runtime.handler.TaskErrors;
import dev.reeve.worker.runtime.handler.TextLimit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends the responses to the supervisor's requests, exactly one for each. A response that is longer
 * than a line may be is replaced by a shorter error. Any thread.
 */
final class Responses {
  private static final int MAX_SHORT_CHARS = 200;

  private final Outbox outbox;
  private final MessageCodec codec;
  private final AtomicLong tasks = new AtomicLong();

  Responses(Outbox outbox, MessageCodec codec) {
    this.outbox = outbox;
    this.codec = codec;
  }

  /** Adds the response of a task to the messages that the next flush writes out. */
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

  /** Answers a task that was cancelled while it waited, at once. */
  void cancelled(RequestId id) {
    tasks.incrementAndGet();
    error(id, TaskErrors.cancelled());
  }

  /** Answers {@code initialize}, at once. */
  void ready(RequestId id, InitializeResult result) {
    success(id, codec.write(result));
  }

  /** Answers {@code diagnose}, at once. */
  void diagnosis(RequestId id, Diagnosis result) {
    success(id, codec.write(result));
  }

  /**
   * Answers {@code shutdown} with the number of answered tasks. Nothing is sent after it, not even
   * a heartbeat.
   *
   * @param exitResult what the worker leaves for the program; null for nothing
   */
  void shutDown(RequestId id, MemoryUse memory, @Nullable Json exitResult) {
    synchronized (outbox) {
      success(id, codec.write(new ShutdownResult(tasks.get(), memory, exitResult)));
      outbox.close();
    }
  }

  private void success(RequestId id, Json result) {
    try {
      outbox.post(new Success(id, result));
    } catch (FrameTooLongException e) {
      post(new Failure(id, new RpcError(RpcError.INTERNAL_ERROR, text(e), null)));
    }
    outbox.flush();
  }

  /**
   * Answers with an error, at once.
   *
   * @param id null if the id of the request could not be read
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
      postShortest(failure.id(), failure.error().code());
    }
  }

  private void postShortest(@Nullable RequestId id, int code) {
    try {
      outbox.post(new Failure(id, new RpcError(code, "longer than a line may be", null)));
    } catch (FrameTooLongException e) { // the id is so long
      System.err.println("reeve worker: request " + id + " can't be answered: " + text(e));
    }
  }

  private static RpcError shortened(RpcError error) {
    String message = TextLimit.to(MAX_SHORT_CHARS, error.message());
    ErrorData data = error.data();
    if (data == null) {
      return new RpcError(error.code(), message, null);
    }
    String type = TextLimit.to(MAX_SHORT_CHARS, data.type());
    return new RpcError(error.code(), message, ErrorReport.bare(type, message, data.fatal()));
  }

  private static String text(FrameTooLongException e) {
    return String.valueOf(e.getMessage());
  }
}
