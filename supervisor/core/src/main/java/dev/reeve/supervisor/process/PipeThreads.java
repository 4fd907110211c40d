package dev.reeve.supervisor.process;

import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The threads on the pipes of one worker, and the one that waits for its exit. Platform threads, as
 * a virtual one that blocks in a pipe holds its carrier; daemons, as such a read can't be ended
 * from outside. They are created together and held at a line, so that a worker gets all of them or
 * none.
 */
final class PipeThreads {
  private static final long STACK_BYTES = 256 << 10;

  private final WorkerKey key;
  private final SupervisorLog log;
  private final Consumer<String> onFailure;
  private final CompletableFuture<Boolean> go = new CompletableFuture<>();
  private final List<CompletableFuture<Void>> readers = new ArrayList<>();

  /**
   * @param onFailure told why a thread ended by a fault of ours, when there was no memory left for
   *     instance; its pipe is deserted then
   */
  PipeThreads(WorkerKey key, SupervisorLog log, Consumer<String> onFailure) {
    this.key = key;
    this.log = log;
    this.onFailure = onFailure;
  }

  /** Starts a thread that will run {@code body} and is waited for at the end. */
  void addReader(String name, Runnable body) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    start(name, body, end);
    readers.add(end);
  }

  /** Starts a thread that will run {@code body} and is not waited for. */
  void addOther(String name, Runnable body) {
    start(name, body, new CompletableFuture<>());
  }

  /** Completes when all readers have come to their ends. */
  CompletableFuture<Void> readersEnd() {
    return CompletableFuture.allOf(readers.toArray(CompletableFuture<?>[]::new));
  }

  /** Lets them run. */
  void release() {
    go.complete(true);
  }

  /** Ends them without having run. */
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
    } catch (Throwable e) { // nobody else would say it
      log.log(Level.ERROR, Thread.currentThread().getName() + " has failed: " + e);
      onFailure.accept("the supervisor lost hold of its pipes: " + e);
    } finally {
      end.complete(null);
    }
  }
}
