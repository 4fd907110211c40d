package dev.reeve.worker.runtime;

import dev.reeve.json.Json;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ShutdownResult;
import dev.reeve.protocol.ToWorker.RunTask;
import dev.reeve.protocol.ToWorker.Shutdown;
import dev.reeve.protocol.WorkerSettings;
import dev.reeve.worker.runtime.handler.HandlerRegistry;
import dev.reeve.worker.runtime.handler.StackText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A worker's life between {@code initialize} and its end: the task thread with its queue, and the
 * heartbeat. The control thread starts it and feeds it; {@link SupervisorLossHandler} and {@link
 * ShutdownLimit} may end it.
 */
final class Session {
  private final WorkerSettings settings;
  private final MessageCodec codec;
  private final Outbox outbox;
  private final Responses answers;
  private final ProcessExit end;
  private final SupervisorRequests requests;
  private final AttemptQueue queue = new AttemptQueue();
  private final List<AttemptContext> arrived = new ArrayList<>(); // control thread only

  /** Held while tasks are taken from the queue and answered, so that no answer comes too late. */
  private final Object cancelling = new Object();

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable RequestId shutdown;
  private volatile boolean abandoned;

  Session(
      WorkerSettings settings,
      MessageCodec codec,
      Outbox outbox,
      Responses answers,
      ProcessExit end,
      SupervisorRequests requests) {
    this.settings = settings;
    this.codec = codec;
    this.outbox = outbox;
    this.answers = answers;
    this.end = end;
    this.requests = requests;
  }

  /**
   * Starts the threads; to be called once, when {@code initialize} has been answered. The first
   * heartbeat goes out before anything else, so that the shortest life has a figure of its memory.
   */
  void start(HandlerRegistry handlers) {
    Heartbeat heartbeat = new Heartbeat(this, settings.heartbeatMillis(), outbox);
    heartbeat.beat();
    new TaskThread(taskLoop(handlers, null)).start();
    heartbeat.start();
  }

  /**
   * As {@link #start}, but the task thread first runs the hook; when that is done it answers {@code
   * initialize}, and the heart begins to beat.
   */
  void prepareAndStart(
      HandlerRegistry handlers, WorkerHookCall hook, RequestId initialize, Supplier<Json> ready) {
    Runnable loop = taskLoop(handlers, hook);
    Runnable rest =
        () -> {
          answers.success(initialize, ready.get());
          Heartbeat heartbeat = new Heartbeat(this, settings.heartbeatMillis(), outbox);
          heartbeat.beat();
          heartbeat.start();
          loop.run();
        };
    new TaskThread(new HookExecution(hook, initialize, answers, end, rest)).start();
  }

  private Runnable taskLoop(HandlerRegistry handlers, @Nullable WorkerHookCall hook) {
    return new TaskLoop(queue, handlers, hook, outbox, answers, this);
  }

  /** Takes on a task, which runs when its turn comes after {@link #release}. Control thread. */
  void run(RunTask request) {
    arrived.add(new AttemptContext(request, settings.graceMillis(), outbox, requests));
  }

  /** Passes on what has been taken on: one wake-up for all of it. Control thread. */
  void release() {
    if (!arrived.isEmpty()) {
      queue.add(arrived);
      arrived.clear();
    }
  }

  void cancel(RequestId request, boolean onlyWaiting) {
    release();
    synchronized (cancelling) {
      AttemptContext waited = queue.cancel(request, onlyWaiting);
      if (waited != null) {
        answers.cancelled(waited.id());
      }
    }
  }

  /** Answers all that wait with their cancellation, and cancels what runs. */
  void cancelAll() {
    synchronized (cancelling) {
      for (AttemptContext waited : queue.cancelAll()) {
        answers.cancelled(waited.id());
      }
    }
  }

  /** Finishes what was asked before, then answers and exits. */
  void shutDown(Shutdown request) {
    shutdown = request.id();
    release();
    queue.close();
    if (request.graceMillis() > 0) {
      new ShutdownLimit(this, request.graceMillis(), end).start();
    }
  }

  /** Cancels all without an answer, and gives the running handler the grace period to end. */
  void abandon() {
    abandoned = true;
    queue.close();
    queue.cancelAll();
    requests.abandon("the supervisor is gone");
    if (!endsWithin(settings.graceMillis())) {
      System.err.println("reeve worker: a handler did not end within the grace period");
    }
  }

  /** The request that runs now. */
  @Nullable RequestId running() {
    return queue.running();
  }

  /** Waits for the end of the last task, and of the handlers' closing; false if time runs out. */
  boolean endsWithin(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (true) {
      try {
        return ended.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        // a stray interrupt from a handler: neither heartbeat nor end of the worker may depend on
        // it
      }
    }
  }

  /** On the task thread: all that was to be done is done, the handlers are closed. */
  void taskLoopEnded() {
    RequestId request = shutdown;
    if (request == null || abandoned) {
      ended.countDown();
      return;
    }
    answerLast(request);
    ended.countDown();
    end.exit(0);
  }

  private void answerLast(RequestId request) {
    synchronized (cancelling) {
      ShutdownResult result = new ShutdownResult(answers.tasks(), MemoryProbe.now());
      answers.last(request, codec.write(result));
    }
  }

  /** Without its task thread a worker would be idle for ever: the process ends with it. */
  private final class TaskThread extends Thread {
    TaskThread(Runnable loop) {
      super(loop, "task");
    }

    @Override
    public void run() {
      try {
        super.run();
      } catch (Throwable e) {
        System.err.println("reeve worker: a fault of its own: " + StackText.of(e));
        end.halt(SupervisorLossHandler.EXIT_CODE);
      }
    }
  }
}
