package dev.reeve.supervisor.engine;

import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.process.WorkerEvents;
import dev.reeve.supervisor.process.WorkerLauncher;
import org.jspecify.annotations.Nullable;

/** The workers as a whole: what the engine asks of all of them, and how their parts fit. */
final class Pool {
  private final TaskBook book;
  private final PoolGate gate;
  private final Slots slots;
  private final StopLadder ladder;
  private final WorkerWatch watch;
  private final Dispatcher dispatcher;
  private final Staffing staffing;
  private final Spares spares;
  private final Cancelling cancelling;
  private final Departures departures;
  private final ProcessNews news;
  private final WorkerLedger ledger = new WorkerLedger();

  /**
   * @param host serves the workers in place of the loop's own shared objects and tasks; null if
   *     nobody does
   * @param own shared objects of the loop
   */
  Pool(
      PoolSettings settings,
      WorkerLauncher launcher,
      WorkerEvents events,
      TaskBook book,
      LoopHost.@Nullable Services host,
      SharedHost own,
      Surroundings around,
      PoolGate.Owner owner) {
    this.book = book;
    this.gate = new PoolGate(owner);
    this.slots = new Slots(settings.slots(), settings.spares());
    this.ladder = new StopLadder(settings.grace(), around.log());
    this.watch = new WorkerWatch(ladder, settings);
    this.staffing = new Staffing(settings, launcher, events, slots, watch);
    this.spares = new Spares(slots, book, ladder);
    this.cancelling = new Cancelling(slots, book, watch, around.clock());
    PrefetchWindow window = new PrefetchWindow();
    this.dispatcher =
        new Dispatcher(
            book,
            window,
            new Crew(window, settings.maxTasksPerWorker(), around.processors()),
            settings.slots());
    Restarts restarts = new Restarts(settings.single(), book);
    SharedHost shared = host == null ? own : host.shared();
    NestedTasks nested =
        new NestedTasks(host == null ? new OwnTasks(spares, cancelling, book) : host.tasks());
    Casualties casualties = new Casualties(book, nested, shared);
    this.departures = new Departures(slots, gate, restarts, casualties, ledger, around);
    Recycling recycling = new Recycling(settings, ladder, around.log());
    Desks desks =
        new Desks(
            new Readiness(gate, restarts, watch, around),
            new Returns(book, nested, window, watch, recycling, ladder),
            recycling,
            watch,
            nested,
            shared,
            new MessageCodec());
    this.news = new ProcessNews(slots, desks, departures, around);
  }

  /** Starts workers as long as there are fewer than tasks; at least {@code atLeast}. */
  void staff(int atLeast, long now) {
    if (!gate.isClosed()) {
      staffing.fill(Math.min(slots.size(), Math.max(atLeast, book.unsettled())), now);
      staffing.fillSpares(spares.wanted(), now);
    }
  }

  /** Makes handlers known to all workers, those to come included. */
  void register(ToWorker.RegisterHandlers handlers) {
    staffing.register(handlers);
  }

  /** As {@link Cancelling#cancel}. */
  void cancel(TaskEntry entry, boolean onlyWaiting) {
    cancelling.cancel(entry, onlyWaiting);
  }

  void dispatch(long now) {
    dispatcher.dispatch(slots.all(), now);
    dispatcher.takeBack(slots.all(), now);
  }

  /** Lets go what was sent to workers meanwhile. */
  void deliver() {
    for (Slot slot : slots.all()) {
      if (slot.worker != null) {
        slot.worker.deliver();
      }
    }
  }

  /** Ends all workers; no further ones are started. */
  void close(StopReason reason, boolean cancelRunning, long now) {
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
  void terminate(StopReason reason, long now) {
    gate.close();
    slots.forEachWorker(worker -> ladder.terminate(worker, reason, now));
  }

  /** Kills all workers; no further ones are started. */
  void kill(StopReason reason, long now) {
    gate.close();
    slots.forEachWorker(worker -> ladder.kill(worker, reason, now));
  }

  /** Carries out all that is due. */
  void tick(long now) {
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
      news.lastWords(worker.key, worker.control.lastWords());
      departures.notJoined(worker, now);
    }
  }

  /** The loop itself was held up, so silence until now means nothing. */
  void excuseSilence(long now) {
    slots.forEachWorker(worker -> watch.heard(worker, now));
  }

  /** The smaller of {@code wait} and the nanoseconds until something is due. */
  long limit(long wait, long now) {
    long limited = dispatcher.limit(slots.all(), wait, now);
    for (Slot slot : slots.all()) {
      limited =
          slot.worker == null
              ? slot.restartAt.limit(limited, now)
              : slot.worker.limit(limited, now);
    }
    return limited;
  }

  /** Where what processes tell is to go. */
  ProcessNews news() {
    return news;
  }

  /** All processes that have ended. */
  WorkerLedger ledger() {
    return ledger;
  }

  Slots slots() {
    return slots;
  }
}
