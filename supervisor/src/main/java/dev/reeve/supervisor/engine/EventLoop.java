package dev.reeve.supervisor.engine;

import dev.reeve.protocol.FromWorker;
import dev.reeve.supervisor.PoolSnapshot;
import dev.reeve.supervisor.ResultListener;
import dev.reeve.supervisor.RunEnding;
import dev.reeve.supervisor.RunSummary;
import dev.reeve.supervisor.SupervisorLog;
import dev.reeve.supervisor.Task;
import dev.reeve.supervisor.TaskResult;
import dev.reeve.supervisor.process.StartFailure;
import dev.reeve.supervisor.process.WorkerEvents;
import dev.reeve.supervisor.process.WorkerExit;
import dev.reeve.supervisor.process.WorkerKey;
import dev.reeve.supervisor.process.WorkerLauncher;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one thread that owns an {@link Engine}. Callers and processes post events from any thread;
 * the loop takes all that has come at once, applies them, and then settles what follows from them.
 */
public final class EventLoop {
  /** A loop with so many faults of its own will not get anywhere. */
  private static final int MOST_FAULTS = 10;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition somethingPosted = lock.newCondition();
  private final Engine engine;
  private final EngineClock clock;
  private final Thread thread;

  /** Touched by the loop's thread only. */
  private int faults;

  // guarded by lock
  private ArrayDeque<Runnable> inbox = new ArrayDeque<>();
  private boolean over;

  /** Starts the loop; workers are started as there is work for them. */
  public EventLoop(
      PoolSettings settings, WorkerLauncher launcher, EngineClock clock, SupervisorLog log) {
    this.clock = clock;
    this.engine = new Engine(settings, launcher, Events::new, clock, log);
    this.thread = new Thread(this::run, "reeve-loop");
    this.thread.setDaemon(true);
  }

  /** Starts the thread. */
  public void start() {
    thread.start();
  }

  /** Queues a task. */
  public void submit(Task task, ResultListener listener) {
    post(() -> engine.submit(task, listener));
  }

  /** Takes note of a result that no worker was needed for. */
  public void record(TaskResult result, ResultListener listener) {
    post(() -> engine.record(result, listener));
  }

  /** Says that no more tasks come. */
  public void noMoreTasks() {
    post(engine::noMoreTasks);
  }

  /** Skips what waits, and gives what runs the grace period; does nothing after the end. */
  public void drain(String reason) {
    postUnlessOver(() -> engine.drain(reason));
  }

  /** Skips what waits and kills all workers; does nothing after the end. */
  public void stopNow(String reason) {
    postUnlessOver(() -> engine.stopNow(reason));
  }

  /** What the pool is doing; does not complete after the end. */
  public CompletableFuture<PoolSnapshot> snapshot() {
    CompletableFuture<PoolSnapshot> snapshot = new CompletableFuture<>();
    postUnlessOver(() -> snapshot.complete(engine.snapshot()));
    return snapshot;
  }

  /** The shared objects, for any thread; all calls are refused after the end. */
  public SharedHost shared() {
    return new PostedShared(engine.shared(), this::postUnlessOver);
  }

  /** Says where the files of arrays in shared memory are to be; without it there are none. */
  public void memoryIn(String folder) {
    postUnlessOver(() -> engine.shared().memoryIn(folder));
  }

  /** Completes, on the loop's thread, when no more tasks are taken on. */
  public CompletableFuture<RunEnding> stopping() {
    return engine.stopping();
  }

  /** Completes, on the loop's thread, when all tasks have ended and every worker is joined. */
  public CompletableFuture<RunSummary> ended() {
    return engine.ended();
  }

  private void post(Runnable event) {
    if (!postUnlessOver(event)) {
      throw new IllegalStateException("the supervisor has finished");
    }
  }

  private boolean postUnlessOver(Runnable event) {
    lock.lock();
    try {
      if (!over) {
        inbox.addLast(event);
        somethingPosted.signal();
      }
      return !over;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    ArrayDeque<Runnable> batch = new ArrayDeque<>();
    guarded(engine::settle);
    while (!engine.ended().isDone()) {
      batch = take(batch);
      for (Runnable event = batch.pollFirst(); event != null; event = batch.pollFirst()) {
        guarded(event);
      }
      guarded(engine::settle);
    }
    refuseFurther();
  }

  /**
   * Waits for events, no longer than until something is due, and exchanges the inbox for an empty
   * one.
   */
  private ArrayDeque<Runnable> take(ArrayDeque<Runnable> empty) {
    long wait = engine.nextWait(clock.nanos());
    lock.lock();
    try {
      while (inbox.isEmpty() && wait > 0) {
        wait = somethingPosted.awaitNanos(wait);
      }
      ArrayDeque<Runnable> batch = inbox;
      inbox = empty;
      return batch;
    } catch (InterruptedException e) {
      // nobody interrupts this thread; if somebody does, that is no reason to lose track of
      // processes
      return empty;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A fault of ours must not leave processes behind: the run is stopped, and the loop goes on until
   * all are joined.
   */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      fault(e);
    }
  }

  private void fault(Throwable fault) {
    boolean stopped = false;
    while (!stopped && ++faults < MOST_FAULTS) {
      stopped = stopAfter(fault);
    }
    if (!stopped) {
      engine.stopping().complete(RunEnding.INTERNAL_ERROR);
      engine.ended().completeExceptionally(fault);
    }
  }

  private boolean stopAfter(Throwable fault) {
    try {
      engine.fail(fault);
      return true;
    } catch (RuntimeException | Error again) {
      if (again != fault) {
        fault.addSuppressed(again);
      }
      return false;
    }
  }

  /** What was posted before it was over is still carried out: it may be a task. */
  private void refuseFurther() {
    lock.lock();
    try {
      over = true;
    } finally {
      lock.unlock();
    }
    inbox.forEach(this::guarded); // nobody else touches it any more
  }

  /** Whether the thread has ended, waiting for it at most so long. */
  public boolean join(long millis) throws InterruptedException {
    thread.join(millis);
    return !thread.isAlive();
  }

  /** Passes on what processes tell; one that was given up may do so even after the end. */
  private final class Events implements WorkerEvents {
    private final Engine target;

    Events(Engine target) {
      this.target = target;
    }

    @Override
    public void started(WorkerKey key, long pid) {
      postUnlessOver(() -> target.pool().started(key, pid));
    }

    @Override
    public void startFailed(WorkerKey key, StartFailure failure) {
      postUnlessOver(() -> target.pool().startFailed(key, failure));
    }

    @Override
    public void messages(WorkerKey key, List<FromWorker> messages) {
      postUnlessOver(() -> target.pool().messages(key, messages));
    }

    @Override
    public void protocolBroken(WorkerKey key, String why) {
      postUnlessOver(() -> target.pool().protocolBroken(key, why));
    }

    @Override
    public void joined(WorkerKey key, WorkerExit exit) {
      postUnlessOver(() -> target.pool().joined(key, exit));
    }
  }
}
