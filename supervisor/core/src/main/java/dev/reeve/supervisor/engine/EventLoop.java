package dev.reeve.supervisor.engine;

import dev.reeve.protocol.ToWorker;
import dev.reeve.shared.server.SharedCallHandler;
import dev.reeve.shared.server.SharedMemory;
import dev.reeve.supervisor.engine.task.EngineClock;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.engine.worker.EngineContext;
import dev.reeve.supervisor.engine.worker.PoolSettings;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.process.WorkerLauncher;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that owns an {@link Engine}. Callers and processes post events from any thread;
 * the loop takes what has come at once, applies it, and then settles what follows from them.
 */
public final class EventLoop {
  /** Events between two looks at what follows from them: what the first wants is not late. */
  private static final int MOST_AT_ONCE = 1_024;

  private final Inbox inbox = new Inbox();
  private final Engine engine;
  private final EngineClock clock;
  private final FaultGuard guard;
  private final Thread thread;
  private final @Nullable LoopHost host;

  /** Without anybody who listens. */
  public EventLoop(
      PoolSettings settings, WorkerLauncher launcher, EngineClock clock, SupervisorLog log) {
    this(settings, launcher, clock, log, new SupervisorListener() {}, null);
  }

  /**
   * Starts the loop; workers are started as there is work for them.
   *
   * @param listener called on the loop's thread: must pass on what it is told
   * @param host whose shared objects the workers use, and who runs the tasks that theirs ask for;
   *     null if this loop does both itself
   */
  public EventLoop(
      PoolSettings settings,
      WorkerLauncher launcher,
      EngineClock clock,
      SupervisorLog log,
      SupervisorListener listener,
      @Nullable LoopHost host) {
    this.clock = clock;
    this.host = host;
    EngineContext around =
        new EngineContext(clock, log, listener, Runtime.getRuntime().availableProcessors());
    LoopHost.Services services = host == null ? null : host.servicesFor(this::postUnlessOver);
    this.engine =
        new Engine(
            settings,
            launcher,
            target -> new PostedWorkerEvents(target, this::postUnlessOver),
            around,
            services);
    this.guard = new FaultGuard(engine);
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

  /** Another loop begins whose workers use the shared objects of this one. */
  void guestCame() {
    postUnlessOver(engine.shared()::guestCame);
  }

  /** Its workers are joined. */
  void guestLeft() {
    postUnlessOver(engine.shared()::guestLeft);
  }

  /**
   * Queues a task.
   *
   * @return what it can be cancelled by
   */
  public TrackedTask submit(Task task, ResultListener listener) {
    TrackedTask entry = new TrackedTask(task, listener);
    post(new Submission(engine, entry));
    return entry;
  }

  /** Queues a task of a guest's; it is refused when no more tasks come. */
  void submitForGuest(TrackedTask entry) {
    if (!postUnlessOver(() -> engine.submitForGuest(entry))) {
      entry.refuse(Engine.TAKES_NO_MORE);
    }
  }

  /**
   * Ends a task early; does nothing once it has ended.
   *
   * @param onlyWaiting whether one that runs is left alone
   */
  public void cancel(TrackedTask entry, boolean onlyWaiting) {
    postUnlessOver(() -> engine.cancel(entry, onlyWaiting));
  }

  /** Makes handlers known to all workers before any task that is submitted from now on. */
  public void register(ToWorker.RegisterHandlers handlers) {
    postUnlessOver(() -> engine.register(handlers));
  }

  /** Takes note of a result that no worker was needed for. */
  public void record(TaskResult result, ResultListener listener) {
    post(() -> engine.record(result, listener));
  }

  /** Says that no more tasks come; does nothing after the end. */
  public void noMoreTasks() {
    postUnlessOver(engine::noMoreTasks);
  }

  /** Skips what waits, and gives what runs the grace period; does nothing after the end. */
  public void drain(String reason) {
    postUnlessOver(() -> engine.drain(reason));
  }

  /** Skips what waits and kills all workers; does nothing after the end. */
  public void stopNow(String reason) {
    postUnlessOver(() -> engine.stopNow(reason));
  }

  /** Skips what waits and asks the workers' processes to end; does nothing after the end. */
  public void terminate(String reason) {
    postUnlessOver(() -> engine.terminate(reason));
  }

  /** What the pool is doing; an {@link IllegalStateException} after the end. */
  public CompletableFuture<PoolSnapshot> snapshot() {
    CompletableFuture<PoolSnapshot> snapshot = new CompletableFuture<>();
    if (!postUnlessOver(() -> snapshot.complete(engine.snapshot()))) {
      snapshot.completeExceptionally(new IllegalStateException("the supervisor has finished"));
    }
    return snapshot;
  }

  /**
   * What the workers of another loop may use of this one.
   *
   * @param firstSlot number by which this loop knows the worker in slot 0 of the other
   */
  public LoopHost host(int firstSlot) {
    return new LoopHost(this, firstSlot);
  }

  /** The shared objects, for any thread; all calls are refused after the end. */
  public SharedCallHandler shared() {
    return new PostedSharedCalls(engine.shared(), this::postUnlessOver);
  }

  /**
   * Says where shared memory is had from; without it there is none.
   *
   * @param memory asked on the loop's thread: must not wait
   */
  public void use(SharedMemory memory) {
    postUnlessOver(() -> engine.shared().use(memory));
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
    return inbox.post(event);
  }

  private void run() {
    guard.run(engine::settle);
    while (!engine.ended().isDone()) {
      inbox.await(engine.nextWait(clock.nanos()));
      carryOut(MOST_AT_ONCE);
      guard.run(engine::settle);
    }
    inbox.close();
    carryOut(Integer.MAX_VALUE); // what came before it was over: it may be a task
  }

  private void carryOut(int most) {
    Runnable event = inbox.poll();
    for (int i = 1; event != null; i++) {
      guard.run(event);
      event = i < most ? inbox.poll() : null;
    }
  }

  /** Whether the thread has ended, waiting for it at most so long. */
  public boolean join(long millis) throws InterruptedException {
    thread.join(millis);
    return !thread.isAlive();
  }

  /** An event that there are millions of, without a lambda's cost before it is compiled. */
  private record Submission(Engine engine, TrackedTask entry) implements Runnable {
    @Override
    public void run() {
      engine.submit(entry);
    }
  }
}
