package dev.reeve.supervisor.engine;

import dev.reeve.protocol.BatchSize;
import dev.reeve.protocol.ToWorker;
import dev.reeve.shared.server.SharedCallHandler;
import dev.reeve.shared.server.SharedMemory;
import dev.reeve.supervisor.engine.task.EngineClock;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.engine.worker.EngineContext;
import dev.reeve.supervisor.engine.worker.PoolCommand;
import dev.reeve.supervisor.engine.worker.PoolServices;
import dev.reeve.supervisor.engine.worker.PoolSettings;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.process.WorkerControl;
import dev.reeve.supervisor.process.WorkerEvents;
import dev.reeve.supervisor.process.WorkerKey;
import dev.reeve.supervisor.process.WorkerLauncher;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that owns an {@link Engine}. Callers and processes post events from any thread.
 * The loop takes the events that are there, applies them, and then settles what follows from them.
 */
public final class EventLoop {
  /** Limits a batch, so that what follows from its first event is not late. */
  private static final int MOST_AT_ONCE = 1_024;

  private final Inbox inbox = new Inbox();
  private final Engine engine;
  private final EngineClock clock;
  private final FaultGuard faults;
  private final Thread thread;
  private final @Nullable LoopHost host;

  /** Creates a loop that serves its workers itself. */
  public EventLoop(PoolSettings settings, WorkerLauncher launcher, EngineContext context) {
    this(settings, launcher, context, null);
  }

  /**
   * Creates a loop. Workers are started as there is work for them.
   *
   * @param host has the shared objects for this loop's workers and runs the tasks that they submit;
   *     null: this loop does both itself
   */
  public EventLoop(
      PoolSettings settings,
      WorkerLauncher launcher,
      EngineContext context,
      @Nullable LoopHost host) {
    this.clock = context.clock();
    this.host = host;
    WorkerEvents events = (key, event) -> inbox.post(new EngineEvent.AboutWorker(key, event));
    Function<WorkerKey, WorkerControl> processes = key -> launcher.start(key, events);
    SharedObjectHost shared = new SharedObjectHost(settings, clock, context.log());
    PoolServices services =
        host == null
            ? new PoolServices(processes, shared, null)
            : host.servicesFor(inbox, processes);
    this.engine = new Engine(settings, context, shared, services);
    this.faults = new FaultGuard(engine);
    this.thread = new Thread(this::run, "reeve-loop");
    this.thread.setDaemon(true);
  }

  /** Starts the thread. */
  public void start() {
    if (host != null) {
      host.receive(ended());
    }
    try {
      thread.start();
    } catch (Error e) { // the system has no thread to give
      engine.abandon(e);
      throw e;
    }
  }

  /** Says that another loop begins whose workers use the shared objects of this one. */
  void guestArrived() {
    inbox.post(new EngineEvent.AboutSharedObjects(new SharedObjectEvent.GuestArrived()));
  }

  /** Says that all workers of a guest are joined. */
  void guestLeft() {
    inbox.post(new EngineEvent.AboutSharedObjects(new SharedObjectEvent.GuestLeft()));
  }

  /**
   * Queues a task.
   *
   * @return the handle by which the task can be cancelled
   * @throws IllegalStateException after the end
   */
  public TrackedTask submit(Task task, ResultListener listener) {
    TrackedTask tracked = new TrackedTask(task, listener);
    post(new EngineEvent.Submitted(tracked));
    return tracked;
  }

  /** Queues a task of a guest, or refuses it if no more tasks are expected. */
  void submitForGuest(TrackedTask task) {
    if (!inbox.post(new EngineEvent.GuestSubmitted(task))) {
      task.refuse(Engine.TAKES_NO_MORE);
    }
  }

  /**
   * Ends a task early; does nothing once it has ended.
   *
   * @param onlyWaiting whether to leave the task alone if it runs already
   */
  public void cancel(TrackedTask task, boolean onlyWaiting) {
    inbox.post(new EngineEvent.Cancelled(task, onlyWaiting));
  }

  /**
   * Makes handlers known to all workers before any task that is submitted from now on.
   *
   * @param batches limits by the names of the handlers that work on batches
   */
  public void register(ToWorker.RegisterHandlers handlers, Map<String, BatchSize> batches) {
    inbox.post(new EngineEvent.HandlersRegistered(handlers, batches));
  }

  /**
   * Counts the result of a task that needed no worker, and passes it to the listener.
   *
   * @throws IllegalStateException after the end
   */
  public void record(TaskResult result, ResultListener listener) {
    post(new EngineEvent.ResultRecorded(result, listener));
  }

  /** Says that no more tasks come; does nothing after the end. */
  public void noMoreTasks() {
    inbox.post(new EngineEvent.NoMoreTasks());
  }

  /** Skips waiting tasks, and gives running ones the grace period; does nothing after the end. */
  public void drain(String reason) {
    inbox.post(new EngineEvent.DrainRequested(reason));
  }

  /** Skips waiting tasks and kills all workers; does nothing after the end. */
  public void stopNow(String reason) {
    inbox.post(new EngineEvent.KillRequested(reason));
  }

  /** Skips waiting tasks and sends all workers SIGTERM; does nothing after the end. */
  public void terminate(String reason) {
    inbox.post(new EngineEvent.TerminateRequested(reason));
  }

  /** Steers the pool; returns false after the end, when nothing can be done. */
  public boolean steer(PoolCommand command) {
    return inbox.post(new EngineEvent.AboutPool(command));
  }

  /** Asks what the pool is doing; fails with {@link IllegalStateException} after the end. */
  public CompletableFuture<PoolSnapshot> snapshot() {
    CompletableFuture<PoolSnapshot> snapshot = new CompletableFuture<>();
    if (!inbox.post(new EngineEvent.SnapshotRequested(snapshot))) {
      snapshot.completeExceptionally(new IllegalStateException("the supervisor has finished"));
    }
    return snapshot;
  }

  /** Returns this loop as another loop's workers use it, whose slots have other numbers. */
  public LoopHost host() {
    return new LoopHost(this);
  }

  /** Returns the shared objects, for any thread. All calls are refused after the end. */
  public SharedCallHandler shared() {
    return new PostedSharedCalls(inbox);
  }

  /**
   * Offers shared memory; without it there is none.
   *
   * @param memory called on the loop's thread: must not block
   */
  public void use(SharedMemory memory) {
    inbox.post(new EngineEvent.AboutSharedObjects(new SharedObjectEvent.MemoryOffered(memory)));
  }

  /** Completes, on the loop's thread, when no more tasks are taken on. */
  public CompletableFuture<RunEnding> stopping() {
    return engine.stopping();
  }

  /** Completes, on the loop's thread, when all tasks have ended and every worker is joined. */
  public CompletableFuture<RunSummary> ended() {
    return engine.ended();
  }

  private void post(EngineEvent event) {
    if (!inbox.post(event)) {
      throw new IllegalStateException("the supervisor has finished");
    }
  }

  private void run() {
    settle();
    while (!engine.ended().isDone()) {
      inbox.await(engine.nextWait(clock.nanos()));
      applyEvents(MOST_AT_ONCE);
      settle();
    }
    inbox.close();
    applyEvents(Integer.MAX_VALUE); // posted before the inbox was closed: may be a task
    engine.answerSnapshots();
  }

  private void applyEvents(int most) {
    EngineEvent event = inbox.poll();
    for (int i = 1; event != null; i++) {
      apply(event);
      event = i < most ? inbox.poll() : null;
    }
  }

  private void apply(EngineEvent event) {
    try {
      event.deliverTo(engine);
    } catch (RuntimeException | Error e) {
      faults.handle(e);
    }
  }

  private void settle() {
    try {
      engine.settle();
    } catch (RuntimeException | Error e) {
      faults.handle(e);
    }
  }

  /** Waits for the end of the thread, at most so long; returns whether it has ended. */
  public boolean join(long millis) throws InterruptedException {
    thread.join(millis);
    return !thread.isAlive();
  }
}
