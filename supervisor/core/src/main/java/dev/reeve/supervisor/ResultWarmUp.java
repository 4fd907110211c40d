package dev.reeve.supervisor;

import dev.reeve.worker.mapping.HandlerBinding;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Prepares the reading of results while the first worker starts. The mapper takes some tenths of a
 * second in a new JVM, and the first results would be late for it, and come in any order.
 * Thread-safe.
 */
final class ResultWarmUp {
  private final Executor thread;
  private final AtomicBoolean begun = new AtomicBoolean();

  ResultWarmUp() {
    this(ResultWarmUp::runInNewThread);
  }

  /**
   * @param thread runs the preparation
   */
  ResultWarmUp(Executor thread) {
    this.thread = thread;
  }

  private static void runInNewThread(Runnable preparation) {
    Thread shortLived = new Thread(preparation, "reeve-warm-up");
    shortLived.setDaemon(true);
    try {
      shortLived.start();
    } catch (OutOfMemoryError e) {
      // no thread can be had: the first result prepares what it needs
    }
  }

  /** Must be told of each call, before its result can come. Does something once at most. */
  void expect(HandlerBinding handler) {
    if (!begun.get() && handler.mapsResult() && begun.compareAndSet(false, true)) {
      thread.execute(handler::prepareResult);
    }
  }
}
