package dev.reeve.worker.runtime;

import dev.reeve.os.ProcessId;
import dev.reeve.protocol.InitializeResult;
import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ToWorker;
import dev.reeve.protocol.ToWorker.RunTask;
import dev.reeve.protocol.ToWorker.Shutdown;
import dev.reeve.protocol.WorkerSettings;
import dev.reeve.worker.runtime.handler.HandlerRegistry;
import dev.reeve.worker.runtime.handler.TaskErrors;
import dev.reeve.worker.runtime.handler.WorkerHookCall;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A worker's life from {@code initialize} to its end: the queue of tasks, the task thread and the
 * heartbeat. The control thread starts and feeds it. {@link SupervisorLossHandler} and {@link
 * ShutdownLimit} may end it, on threads of their own.
 */
final class Session {
  private final WorkerSettings settings;
  private final WorkerLink link;
  private final SessionContext context;
  private final AttemptQueue queue = new AttemptQueue();
  private final ReceivedAttempts received = new ReceivedAttempts(); // control thread only

  /**
   * Held from the removal of waiting tasks to their responses, which the last one must not pass.
   */
  private final Object cancelling = new Object();

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable RequestId shutdown;
  private volatile boolean abandoned;

  Session(ToWorker.Initialize initialize, WorkerLink link) {
    this.settings = initialize.settings();
    this.link = link;
    this.context = new SessionContext(initialize, link);
  }

  /** Returns the worker as its hook and its handlers see it. */
  SessionContext context() {
    return context;
  }

  /**
   * Starts the threads, and answers {@code initialize} when the worker is ready: at once, or when
   * the hook has prepared it. To be called once.
   */
  void start(RequestId initialize, HandlerRegistry handlers, @Nullable WorkerHookCall hook) {
    if (hook == null) {
      ready(initialize, handlers);
    }
    TaskLoop loop = new TaskLoop(queue, handlers, link.outbox(), link.responses());
    new TaskThread(this, initialize, handlers, hook, loop).start();
  }

  /**
   * Answers {@code initialize}. The first heartbeat follows at once, so that even the shortest life
   * of a worker has a figure of its memory.
   */
  void ready(RequestId initialize, HandlerRegistry handlers) {
    link.responses()
        .ready(
            initialize,
            new InitializeResult(
                Protocol.VERSION,
                ProcessId.ofThisProcess(),
                handlers.names(),
                System.getProperty("java.version", "unknown"),
                handlers.batches(),
                settings.shortLines()));
    Heartbeat heartbeat = new Heartbeat(this, settings.heartbeatMillis(), link.outbox());
    heartbeat.beat();
    heartbeat.start();
  }

  /** Answers {@code initialize} with the failure of the hook, and exits. */
  void hookFailed(RequestId initialize, String hook, Throwable thrown) {
    link.responses().error(initialize, TaskErrors.hookFailed(hook, thrown));
    link.exit().exit(SupervisorLossHandler.EXIT_CODE);
  }

  /** Ends the process: without its task thread a worker would be idle for ever. */
  void taskThreadFailed() {
    link.exit().halt(SupervisorLossHandler.EXIT_CODE);
  }

  /** Accepts a task, which {@link #releaseTasks} queues. Control thread. */
  void add(RunTask request) {
    received.add(new AttemptContext(request, received.batchOf(request), context));
  }

  /** Queues the accepted tasks, all at once, to wake the task thread only once. Control thread. */
  void releaseTasks() {
    List<AttemptContext> complete = received.takeComplete();
    if (!complete.isEmpty()) {
      queue.add(complete);
    }
  }

  /** Cancels one task; if it waits, answers it. Control thread. */
  void cancel(RequestId request, boolean onlyWaiting) {
    releaseTasks();
    synchronized (cancelling) {
      AttemptContext unfinished = received.remove(request);
      AttemptContext waiting = unfinished == null ? queue.cancel(request, onlyWaiting) : unfinished;
      if (waiting != null) {
        link.responses().cancelled(waiting.id());
      }
    }
  }

  /** Cancels the running task, and answers all that wait. Any thread. */
  void cancelAll() {
    synchronized (cancelling) {
      for (AttemptContext waiting : queue.cancelAll()) {
        link.responses().cancelled(waiting.id());
      }
    }
  }

  /** Has the accepted tasks finish, after which the worker answers and exits. Control thread. */
  void shutDown(Shutdown request) {
    shutdown = request.id();
    received.endBatch();
    releaseTasks();
    queue.close();
    if (request.graceMillis() > 0) {
      new ShutdownLimit(this, request.graceMillis(), link.exit()).start();
    }
  }

  /** Cancels all tasks without an answer, and waits for the running one, up to the grace period. */
  void abandon() {
    abandoned = true;
    queue.close();
    queue.cancelAll();
    link.requests().abandon("the supervisor is gone");
    if (!endsWithin(settings.graceMillis())) {
      System.err.println("reeve worker: a handler did not end within the grace period");
    }
  }

  /** Returns the request whose task runs; null if none does. */
  @Nullable RequestId running() {
    return queue.running();
  }

  /** Waits until the last task has ended and the handlers are closed; false if time runs out. */
  boolean endsWithin(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (true) {
      try {
        return ended.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        // comes from a handler, on which neither the heartbeat nor the worker's end may depend
      }
    }
  }

  /** Answers {@code shutdown} if it was requested, and exits. Task thread, as its last step. */
  void tasksEnded() {
    RequestId request = shutdown;
    if (request == null || abandoned) {
      ended.countDown();
      return;
    }
    synchronized (cancelling) {
      link.responses().shutDown(request, MemoryProbe.now(), context.exitResult());
    }
    ended.countDown();
    link.exit().exit(0);
  }
}
