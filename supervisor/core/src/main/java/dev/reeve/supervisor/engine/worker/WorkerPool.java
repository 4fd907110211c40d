package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.BatchSize;
import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.process.WorkerEvent;
import dev.reeve.supervisor.process.WorkerKey;
import java.util.Map;

/** All workers of a run: starts them, gives them tasks, handles their events, and ends them. */
public final class WorkerPool implements WorkerEvent.Handler<Worker> {
  private final EngineContext context;
  private final TaskTracker tracker;
  private final PoolGate gate;
  private final Slots slots;
  private final RestrictedHandout restricted;
  private final Batches batches = new Batches();
  private final Dispatcher dispatcher;
  private final WorkerStarter starter;
  private final SpareWorkers spares;
  private final Cancellation cancellation;
  private final Restarts restarts;
  private final WorkerMessages messages;
  private final WorkerExits exits;
  private final PoolSteering steering;
  private final PoolView view;

  /**
   * @param owner told when the pool as a whole cannot go on
   */
  public WorkerPool(
      PoolSettings settings,
      EngineContext context,
      PoolServices services,
      TaskTracker tracker,
      PoolGate.Owner owner) {
    this.context = context;
    this.tracker = tracker;
    this.gate = new PoolGate(owner);
    this.slots = new Slots(settings);
    this.starter = new WorkerStarter(settings, services.launcher(), slots, context.log());
    this.spares = new SpareWorkers(slots, tracker);
    this.cancellation = new Cancellation(slots, tracker, context.clock());
    PrefetchWindow window = new PrefetchWindow();
    ShortTaskPlacement placement = new ShortTaskPlacement(window, batches, settings.processors());
    this.restricted = RestrictedHandout.of(settings, context, slots, tracker);
    Handout handout = new Handout(tracker, batches, context.listener());
    this.dispatcher = new Dispatcher(slots, tracker, placement, restricted, handout);
    WorkerRequests requests =
        new WorkerRequests(
            new NestedTasks(taskHost(services), settings.maxTaskDepth()), services.shared());
    this.restarts = new Restarts(settings, tracker, gate, context);
    this.messages =
        new WorkerMessages(
            new Handshake(gate, restarts, batches, context.listener()),
            new AttemptCompletion(tracker, requests, window, batches),
            requests,
            new MemoryWatch(settings.worker().maxResidentBytes(), context.log()),
            context);
    this.exits = new WorkerExits(slots, tracker, requests, restarts, context);
    this.steering = new PoolSteering(slots, restricted, cancellation);
    this.view = new PoolView(slots, tracker, restricted, gate);
  }

  private TaskHost taskHost(PoolServices services) {
    TaskHost other = services.tasks();
    return other == null ? new OwnPoolTasks(spares, cancellation, tracker) : other;
  }

  // -- events of processes

  /** Handles an event of a worker's process; drops it if the worker has been replaced. */
  public void accept(WorkerKey key, WorkerEvent event) {
    Worker worker = slots.find(key);
    if (worker != null) {
      event.deliverTo(this, worker);
    }
  }

  @Override
  public void started(Worker worker, WorkerEvent.Started event) {
    worker.started(event.pid());
    context.listener().workerStarted(worker.identity().forListeners());
    context.log().log(Level.DEBUG, worker.name() + " started");
  }

  @Override
  public void startFailed(Worker worker, WorkerEvent.StartFailed event) {
    exits.startFailed(worker, event.failure(), now());
  }

  @Override
  public void said(Worker worker, WorkerEvent.Said event) {
    messages.handle(worker, event.messages());
  }

  @Override
  public void saidAtEnd(Worker worker, WorkerEvent.SaidAtEnd event) {
    messages.handleAtEnd(worker, event.messages());
  }

  @Override
  public void protocolBroken(Worker worker, WorkerEvent.ProtocolBroken event) {
    worker.stop(StopReason.unhealthy(event.why()), now());
  }

  /** Throws the error, as a fault of the loop's own that stops the run. */
  @Override
  public void heapExhausted(Worker worker, WorkerEvent.HeapExhausted event) {
    throw event.cause();
  }

  @Override
  public void joined(Worker worker, WorkerEvent.Joined event) {
    exits.joined(worker, event.exit(), now());
  }

  private long now() {
    return context.clock().nanos();
  }

  // -- tasks

  /**
   * Starts workers as long as there are fewer than unsettled tasks; in a pause only as many as
   * tasks of running tasks need.
   *
   * @param atLeast so many are started even without tasks
   */
  public void staff(int atLeast, long now) {
    if (!gate.isClosed()) {
      starter.fill(Math.min(slots.size(), Math.max(atLeast, wanted(now))), now);
      starter.fillSpares(spares.wanted(), now);
    }
  }

  private long wanted(long now) {
    if (restricted.isPaused()) {
      return tracker.waitingNested();
    }
    return restricted.mayStart(now) ? tracker.startable() : 0;
  }

  /**
   * Makes handlers known to all workers, those that are started later included.
   *
   * @param sizes limits by the names of the handlers that work on batches
   */
  public void register(ToWorker.RegisterHandlers handlers, Map<String, BatchSize> sizes) {
    batches.know(sizes);
    starter.register(handlers);
  }

  /**
   * Ends a task early.
   *
   * @param onlyWaiting whether to leave the task alone if it runs already
   */
  public void cancel(TrackedTask task, boolean onlyWaiting) {
    cancellation.cancel(task, onlyWaiting);
  }

  /** Carries out a command of a caller. */
  public void accept(PoolCommand command) {
    command.deliverTo(steering);
  }

  /** Gives waiting tasks to workers, and takes back those that wait behind a long one. */
  public void dispatch(long now) {
    dispatcher.dispatch(now);
    dispatcher.takeBack(now);
  }

  /** Hands the messages that have been sent to workers to their processes. */
  public void deliver() {
    slots.forEachWorker(worker -> worker.outbox().deliver());
  }

  // -- end

  /** Notes that no more tasks come: from now on nothing is gained by a pause. */
  public void noMoreTasks(long now) {
    restarts.pauseNoMore();
    for (Slot slot : slots.all()) {
      slot.endPause(now);
    }
  }

  /** Ends all workers; no further ones are started. */
  public void close(StopReason reason, boolean cancelRunning, long now) {
    gate.close();
    slots.forEachWorker(
        worker -> {
          if (cancelRunning) {
            worker.attempts().cancelRunning(Attempt.CancelCause.RUN_STOPS);
          }
          worker.stop(reason, now);
        });
  }

  /** Sends SIGTERM to all workers; no further ones are started. */
  public void terminate(StopReason reason, long now) {
    gate.close();
    slots.forEachWorker(worker -> worker.ladder().terminate(reason, now));
  }

  /** Kills all workers; no further ones are started. */
  public void kill(StopReason reason, long now) {
    gate.close();
    slots.forEachWorker(worker -> worker.ladder().kill(reason, now));
  }

  // -- time

  /** Does all that is due. */
  public void tick(long now) {
    spares.endIdle(now);
    for (Slot slot : slots.all()) {
      Worker worker = slot.worker();
      if (slot.tick(now) && worker != null) {
        messages.handleAtEnd(worker, worker.lastWords());
        exits.notJoined(worker, now);
      }
    }
  }

  /** Restarts the limit of silence of all workers, because the loop itself was held up. */
  public void excuseSilence(long now) {
    slots.forEachWorker(worker -> worker.limits().heard(now));
  }

  /** Returns the smaller of {@code wait} and the nanoseconds until something is due. */
  public long limit(long wait, long now) {
    long limited = dispatcher.limit(wait, now);
    for (Slot slot : slots.all()) {
      limited = slot.limit(limited, now);
    }
    return limited;
  }

  // -- what others see

  /** Returns the number of workers whose process has not been joined. */
  public int live() {
    return slots.live();
  }

  /** Returns the reports of all processes that have ended. */
  public WorkerReports reports() {
    return exits.reports();
  }

  /** Returns what all workers and tasks do now. */
  public PoolSnapshot snapshot() {
    return view.snapshot(now());
  }
}
