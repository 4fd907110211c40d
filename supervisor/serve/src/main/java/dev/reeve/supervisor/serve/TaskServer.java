package dev.reeve.supervisor.serve;

import dev.reeve.supervisor.Supervisor;
import dev.reeve.supervisor.control.ControlAnswer;
import dev.reeve.supervisor.control.ControlError;
import dev.reeve.supervisor.control.ControlRequest;
import dev.reeve.supervisor.control.RunControl;
import dev.reeve.supervisor.control.RunLabel;
import dev.reeve.supervisor.control.ServerLabel;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.run.RunListener;
import dev.reeve.supervisor.run.RunOutcome;
import dev.reeve.supervisor.run.TaskPool;
import dev.reeve.supervisor.run.TaskRun;
import dev.reeve.supervisor.serve.http.BrokerQueue;
import dev.reeve.supervisor.serve.http.HttpInterface;
import dev.reeve.supervisor.serve.http.HttpSetup;
import dev.reeve.supervisor.serve.http.ListenAddress;
import dev.reeve.supervisor.serve.queue.TaskQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A queue that callers fill by HTTP and a pool of workers empties.
 *
 * <pre>{@code
 * try (TaskServer server = TaskServer.open(setup, TaskQueue.inMemory(QueueBounds.DEFAULT), log)) {
 *   Supervisor pool = Supervisor.builder().listener(server.listener()).start();
 *   RunOutcome outcome = server.run(pool, new RunListener() {});
 * }
 * }</pre>
 *
 * <p>Thread-safe. {@link #run} belongs to one thread, and {@link #close} waits.
 */
public final class TaskServer implements AutoCloseable {
  private final TaskQueue queue;
  private final Consumer<String> messages;
  private final HttpInterface http;
  private @Nullable TaskRun run;
  private @Nullable RunControl control;
  private @Nullable String drainReason;

  private TaskServer(HttpSetup setup, TaskQueue queue, Consumer<String> messages)
      throws IOException {
    this.queue = queue;
    this.messages = messages;
    this.http =
        HttpInterface.open(
            setup,
            queue,
            () -> {
              messages.accept("drained by request: running tasks may finish");
              drain("drained by request");
            });
  }

  /**
   * Listens, and accepts tasks from now on; they run when {@link #run} is called.
   *
   * @param queue is closed with the server
   * @param messages are told, in a few words for people, what callers have asked of the server
   * @throws IOException with a message for people, if the address cannot be used; the queue stays
   *     open
   */
  public static TaskServer open(HttpSetup setup, TaskQueue queue, Consumer<String> messages)
      throws IOException {
    return new TaskServer(setup, queue, messages);
  }

  /** Returns the address, with the port that was found if any was wanted. */
  public ListenAddress address() {
    return http.address();
  }

  /** Shows a queue that several servers share, in metrics and on the page. */
  public void show(BrokerQueue.Look look) {
    http.show(look);
  }

  /**
   * Sets who is told the id of each task whose record a caller has got, perhaps more than once for
   * the same. Must be quick, and must not throw.
   */
  public void onDelivery(Consumer<String> listener) {
    http.onDelivery(listener);
  }

  /** Returns the number of open connections. */
  int connections() {
    return http.connections();
  }

  /** Returns the listener that the pool must have. */
  public SupervisorListener listener() {
    return http.listener();
  }

  /**
   * Runs tasks until the server is drained or stopped, or the pool cannot go on. May be called
   * once.
   *
   * @param pool used by this server alone, which finishes it
   * @throws InterruptedException if this thread is interrupted; the run goes on until {@link
   *     #close}
   */
  public RunOutcome run(Supervisor pool, RunListener listener) throws InterruptedException {
    return run(
        TaskRun.builder(queue.source(), pool).output(queue.output()).listener(listener).build());
  }

  /** As {@link #run(Supervisor, RunListener)}, with tasks that are run elsewhere. */
  public RunOutcome run(TaskPool pool, RunListener listener) throws InterruptedException {
    return run(
        TaskRun.builder(queue.source(), pool).output(queue.output()).listener(listener).build());
  }

  /** Runs tasks by a run of this server's queue. */
  RunOutcome run(TaskRun ofQueue) throws InterruptedException {
    http.attach(begin(ofQueue));
    RunOutcome outcome = ofQueue.run();
    queue.stopAccepting();
    http.drain();
    return outcome;
  }

  private synchronized RunControl begin(TaskRun ofQueue) {
    RunControl begun = new RunControl(ofQueue, label(), messages);
    run = ofQueue;
    control = begun;
    if (drainReason != null) {
      ofQueue.drain(drainReason);
    }
    return begun;
  }

  private RunLabel label() {
    Path folder = queue.folder();
    return new RunLabel(
        ProcessHandle.current().pid(),
        "serve",
        "serve",
        Path.of("").toAbsolutePath().toString(),
        Instant.now(),
        new ServerLabel(address().toString(), folder == null ? null : folder.toString()));
  }

  /**
   * Answers a request to tell the state, of a process of the same user that looks for servers.
   * Whatever would change something is refused: that belongs to the address, with its checks.
   */
  public CompletableFuture<ControlAnswer> answer(byte[] utf8) {
    RunControl begun;
    synchronized (this) {
      begun = control;
    }
    if (begun == null) {
      return CompletableFuture.completedFuture(
          ControlAnswer.of(ControlError.RUN_ENDED, "the server has not started yet"));
    }
    try {
      if (ControlRequest.parse(utf8, 0, utf8.length).call() == ControlRequest.Call.STATUS) {
        return begun.answer(utf8);
      }
    } catch (IllegalArgumentException e) {
      return begun.answer(utf8); // tells what is wrong
    }
    return CompletableFuture.completedFuture(
        ControlAnswer.of(
            ControlError.BAD_REQUEST, "a server is steered by its address, " + address()));
  }

  /**
   * Ends in order: accepts no more tasks; running ones have the grace period; those that wait stay
   * in the queue's folder, or else are recorded as skipped.
   *
   * @param reason for people; goes to the records and to the log
   */
  public synchronized void drain(String reason) {
    queue.stopAccepting();
    http.drain();
    drainReason = reason;
    if (run != null) {
      run.drain(reason);
    }
  }

  /**
   * Ends at once: workers are killed and joined.
   *
   * @param reason for people; goes to the records and to the log
   */
  public synchronized void stopNow(String reason) {
    queue.stopAccepting();
    http.drain();
    if (run != null) {
      run.stopNow(reason);
    }
  }

  /**
   * Stops a run that has not ended, closes the queue, and sends the answers that are left.
   *
   * @throws IOException if the queue's folder cannot be written
   */
  @Override
  public void close() throws IOException {
    TaskRun begun;
    synchronized (this) {
      begun = run;
    }
    if (begun != null) {
      begun.close();
    }
    try {
      queue.close();
    } finally {
      http.close();
    }
  }
}
