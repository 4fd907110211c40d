package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.ToWorker;
import dev.reeve.shared.server.SharedCallHandler;
import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.process.WorkerEvent;
import dev.reeve.supervisor.process.WorkerKey;

/** The workers as a whole: what the engine asks of all of them, and how their parts fit. */
public final class WorkerPool {
  private final TaskTracker book;
  private final PoolGate gate;
  private final Slots slots;
  private final StopLadder ladder;
  private final WorkerWatch watch;
  private final Dispatcher dispatcher;
  private final WorkerStarter staffing;
  private final SpareWorkers spares;
  private final Cancellation cancelling;
  private final WorkerExits departures;
  private final WorkerEventHandler news;
  private final WorkerReports reports = new WorkerReports();

  /**
   * @param owner told when the pool as a whole cannot go on
   */
  public WorkerPool(
      PoolSettings settings,
      EngineContext around,
      PoolServices services,
      TaskTracker book,
      PoolGate.Owner owner) {
    this.book = book;
    this.gate = new PoolGate(owner);
    this.slots = new Slots(settings.workers(), settings.spares());
    this.ladder = new StopLadder(settings.grace(), around.log());
    this.watch = new WorkerWatch(ladder, settings);
    this.staffing = new WorkerStarter(settings, services.launcher(), slots, watch);
    this.spares = new SpareWorkers(slots, book, ladder);
    this.cancelling = new Cancellation(slots, book, watch, around.clock());
    PrefetchWindow window = new PrefetchWindow();
    this.dispatcher =
        new Dispatcher(
            book,
            window,
            new ShortTaskPlacement(window, settings.worker().maxTasks(), settings.processors()),
            settings.workers());
    Restarts restarts = new Restarts(settings.singleProcess(), book);
    SharedCallHandler shared = services.shared();
    TaskHost tasks = services.tasks();
    NestedTasks nested =
        new NestedTasks(tasks == null ? new OwnPoolTasks(spares, cancelling, book) : tasks);
    LostAttempts casualties = new LostAttempts(book, nested, shared);
    this.departures = new WorkerExits(slots, gate, restarts, casualties, reports, around);
    Recycling recycling = new Recycling(settings, ladder, around.log());
    MessageReceivers desks =
        new MessageReceivers(
            new Handshake(gate, restarts, watch, around),
            new AttemptCompletion(book, nested, window, watch, recycling, ladder),
            recycling,
            watch,
            nested,
            shared,
            new MessageCodec());
    this.news = new WorkerEventHandler(desks, departures, around);
  }

  /** Starts workers as long as there are fewer than tasks; at least {@code atLeast}. */
  public void staff(int atLeast, long now) {
    if (!gate.isClosed()) {
      staffing.fill(Math.min(slots.size(), Math.max(atLeast, book.unsettled())), now);
      staffing.fillSpares(spares.wanted(), now);
    }
  }

  /** Makes handlers known to all workers, those to come included. */
  public void register(ToWorker.RegisterHandlers handlers) {
    staffing.register(handlers);
  }

  /** As {@link Cancellation#cancel}. */
  public void cancel(TrackedTask entry, boolean onlyWaiting) {
    cancelling.cancel(entry, onlyWaiting);
  }

  public void dispatch(long now) {
    dispatcher.dispatch(slots.all(), now);
    dispatcher.takeBack(slots.all(), now);
  }

  /** Lets go what was sent to workers meanwhile. */
  public void deliver() {
    for (Slot slot : slots.all()) {
      if (slot.worker != null) {
        slot.worker.deliver();
      }
    }
  }

  /** Ends all workers; no further ones are started. */
  public void close(StopReason reason, boolean cancelRunning, long now) {
    gate.close();
    slots.forEachWorker(
        worker -> {
          if (cancelRunning) {
            worker.cancelRunning(Attempt.Cancel.RUN_STOPS);
          }
          ladder.begin(worker, reason, now);
        });
  }

  /** Asks the processes of all workers to end; no further ones are started. */
  public void terminate(StopReason reason, long now) {
    gate.close();
    slots.forEachWorker(worker -> ladder.terminate(worker, reason, now));
  }

  /** Kills all workers; no further ones are started. */
  public void kill(StopReason reason, long now) {
    gate.close();
    slots.forEachWorker(worker -> ladder.kill(worker, reason, now));
  }

  /** Carries out all that is due. */
  public void tick(long now) {
    spares.endIdle(now);
    for (Slot slot : slots.all()) {
      if (slot.worker != null) {
        tick(slot.worker, now);
      } else if (slot.restartAt.isDue(now)) {
        slot.restartAt.clear();
      }
    }
  }

  private void tick(Worker worker, long now) {
    watch.tick(worker, now);
    if (ladder.tick(worker, now)) {
      news.saidAtEnd(worker, worker.control.lastWords());
      departures.notJoined(worker, now);
    }
  }

  /** The loop itself was held up, so silence until now means nothing. */
  public void excuseSilence(long now) {
    slots.forEachWorker(worker -> watch.heard(worker, now));
  }

  /** The smaller of {@code wait} and the nanoseconds until something is due. */
  public long limit(long wait, long now) {
    long limited = dispatcher.limit(slots.all(), wait, now);
    for (Slot slot : slots.all()) {
      limited =
          slot.worker == null
              ? slot.restartAt.limit(limited, now)
              : slot.worker.limit(limited, now);
    }
    return limited;
  }

  /** Handles an event of a worker's process; drops it if that worker has been replaced. */
  public void accept(WorkerKey key, WorkerEvent event) {
    Worker worker = slots.find(key);
    if (worker != null) {
      event.deliverTo(news, worker);
    }
  }

  /** All processes that have ended. */
  public WorkerReports reports() {
    return reports;
  }

  public Slots slots() {
    return slots;
  }
}
