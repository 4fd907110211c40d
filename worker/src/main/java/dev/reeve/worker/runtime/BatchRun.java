package dev.reeve.worker.runtime;

import dev.reeve.protocol.FrameTooLongException;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.RequestId;
import dev.reeve.worker.runtime.handler.BatchCall;
import dev.reeve.worker.runtime.handler.ItemCall;
import dev.reeve.worker.runtime.handler.RegisteredHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the attempts of one batch in one call of their handler. The supervisor learns of all of them
 * before the call, because any of them may end this process. Task thread.
 */
final class BatchRun implements Runnable {
  private final RegisteredHandler handler;
  private final List<AttemptContext> attempts;

  /** Null for one attempt that was not sent as a batch. */
  private final @Nullable AttemptBatch batch;

  private final Outbox outbox;
  private final Responses responses;
  private final boolean prepared;

  /**
   * Prepares the run.
   *
   * @param attempts at least one
   */
  BatchRun(
      RegisteredHandler handler,
      List<AttemptContext> attempts,
      Outbox outbox,
      Responses responses) {
    this.handler = handler;
    this.attempts = attempts;
    this.outbox = outbox;
    this.responses = responses;
    this.prepared = handler.isPrepared();
    this.batch = attempts.get(0).batch();
  }

  /** Runs the batch; all attempts have a response afterwards. False if none could be sent. */
  boolean work() {
    if (!report(prepared)) {
      return false;
    }
    begin();
    try {
      new BatchCall(handler, items(), this).run();
    } finally {
      end();
    }
    return true;
  }

  private void begin() {
    if (batch == null) {
      attempts.get(0).begin();
    } else {
      batch.begin(attempts);
    }
  }

  private void end() {
    if (batch == null) {
      attempts.get(0).end();
    } else {
      batch.end();
      attempts.get(0).releaseLocks(); // they belong to the thread, hence to the batch
    }
  }

  /** Reports the starts before the call if the handler had to be made first. */
  @Override
  public void run() {
    if (!prepared) {
      report(true);
    }
  }

  private List<ItemCall> items() {
    List<ItemCall> items = new ArrayList<>(attempts.size());
    for (AttemptContext attempt : attempts) {
      items.add(
          new ItemCall(handler, attempt.request(), attempt, response -> answer(attempt, response)));
    }
    return items;
  }

  private void answer(AttemptContext attempt, FromWorker response) {
    attempt.answered();
    responses.task(handler.name(), response);
    outbox.keep(); // the items after this one may end the process
  }

  private boolean report(boolean start) {
    List<RequestId> requests = attempts.stream().map(AttemptContext::id).toList();
    try {
      return start ? outbox.startAll(requests) : outbox.prepareAll(requests);
    } catch (FrameTooLongException e) { // an id is so long; no response can contain it either
      System.err.println("reeve worker: a batch of " + handler.name() + ": " + e.getMessage());
      return true;
    }
  }
}
