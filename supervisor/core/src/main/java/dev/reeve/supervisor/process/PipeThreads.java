package dev.reeve.supervisor.process;

import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The threads on the pipes of one worker, and the one that waits for its exit. They are platform
 * threads, since a virtual thread that blocks in a pipe holds its carrier, and daemons, since a
 * blocked read cannot be ended from outside. They wait after their creation until all exist, so
 * that a worker gets all of them or none.
 */
final class PipeThreads {
  private static final long STACK_BYTES = 256 << 10;

  private final WorkerKey key;
  private final SupervisorLog log;
  private final Consumer<Throwable> onFailure;
  private final CompletableFuture<Boolean> go = new CompletableFuture<>();
  private final List<CompletableFuture<Void>> readers = new ArrayList<>();

  /**
   * @param onFailure receives the cause if a thread fails, for instance without memory; its pipe is
   *     no longer served then
   */
  PipeThreads(WorkerKey key, SupervisorLog log, Consumer<Throwable> onFailure) {
    this.key = key;
    this.log = log;
    this.onFailure = onFailure;
  }

  /** Adds a thread that counts for {@link #readersEnd}. */
  void addReader(String name, Runnable body) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    start(name, body, end);
    readers.add(end);
  }

  /** Adds a thread that does not count for {@link #readersEnd}. */
  void addOther(String name, Runnable body) {
    start(name, body, new CompletableFuture<>());
  }

  /** Returns a future that completes when all readers have ended. */
  CompletableFuture<Void> readersEnd() {
    return CompletableFuture.allOf(readers.toArray(CompletableFuture<?>[]::new));
  }

  /** Lets the threads run. */
  void release() {
    go.complete(true);
  }

  /** Ends the threads before they have run. */
  void dismiss() {
    go.complete(false);
  }

  private void start(String name, Runnable body, CompletableFuture<Void> end) {
    Thread thread =
        new Thread(
            null,
            () -> run(body, end),
            "reeve-" + name + " " + key.slot() + "." + key.generation(),
            STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Runnable body, CompletableFuture<Void> end) {
    try {
      if (go.join()) {
        body.run();
      }
    } catch (Throwable e) { // no other code reports this
      onFailure.accept(e);
      log.log(Level.ERROR, Thread.currentThread().getName() + " has failed: " + e);
    } finally {
      end.complete(null);
    }
  }
}
