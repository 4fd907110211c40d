package dev.reeve.supervisor.engine;

import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.MemoryUse;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.ToWorker;
import dev.reeve.protocol.WorkerSettings;
import dev.reeve.protocol.WorkerSetup;
import dev.reeve.supervisor.RunEnding;
import dev.reeve.supervisor.SupervisorListener;
import dev.reeve.supervisor.SupervisorLog;
import dev.reeve.supervisor.SupervisorLog.Level;
import dev.reeve.supervisor.TaskError;
import dev.reeve.supervisor.process.StartFailure;
import dev.reeve.supervisor.process.WorkerControl;
import dev.reeve.supervisor.process.WorkerEvents;
import dev.reeve.supervisor.process.WorkerExit;
import dev.reeve.supervisor.process.WorkerKey;
import dev.reeve.supervisor.process.WorkerLauncher;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The workers: starting as many as there is work for, replacing those that died, ending all of
 * them.
 */
final class Pool {

  /** Told when the pool as a whole can't go on. */
  interface Owner {
    void poolFailed(RunEnding ending, TaskError cause);
  }

  private final PoolSettings settings;
  private final WorkerLauncher launcher;
  private final WorkerEvents events;
  private final TaskBook book;
  private final EngineClock clock;
  private final SupervisorLog log;
  private SharedHost shared;
  private final Owner owner;
  private final MessageCodec codec = new MessageCodec();
  private final PrefetchWindow window = new PrefetchWindow();
  private final StopLadder ladder;
  private final Dispatcher dispatcher;
  private final WorkerWatch watch;
  private final MemoryWatch memoryWatch;
  private final Restarts restarts = new Restarts();
  private final Casualties casualties;
  private final Slot[] slots;

  final WorkerLedger ledger = new WorkerLedger();
  final SupervisorListener listener;
  final NestedTasks nested;

  /** Grows as handlers become known. */
  private WorkerSetup setup;

  private boolean closing;

  Pool(
      PoolSettings settings,
      WorkerLauncher launcher,
      WorkerEvents events,
      TaskBook book,
      EngineClock clock,
      SupervisorLog log,
      SupervisorListener listener,
      SharedHost shared,
      Owner owner) {
    this.settings = settings;
    this.setup = settings.setup();
    this.listener = listener;
    this.launcher = launcher;
    this.events = events;
    this.book = book;
    this.clock = clock;
    this.log = log;
    this.shared = shared;
    this.owner = owner;
    this.ladder = new StopLadder(settings.grace(), log);
    this.watch = new WorkerWatch(ladder, settings);
    this.memoryWatch = new MemoryWatch(settings.maxResidentBytes(), log);
    this.casualties = new Casualties(book);
    this.dispatcher = new Dispatcher(book, window, settings.maxTasksPerWorker(), settings.slots());
    this.nested = new NestedTasks(this, book);
    this.slots = new Slot[settings.slots() + settings.spares()];
    Random jitter = new Random();
    for (int i = 0; i < slots.length; i++) {
      slots[i] = new Slot(i, new RestartIntensity(jitter));
    }
  }

  // -- what the engine asks for

  /** Starts workers as long as there are fewer than tasks; at least {@code atLeast}. */
  void staff(int atLeast, long now) {
    if (closing) {
      return;
    }
    long wanted = Math.min(settings.slots(), Math.max(atLeast, book.unsettled()));
    start(0, settings.slots(), wanted, now);
    if (book.waitingNested() > 0) {
      start(settings.slots(), slots.length, waitingForNested(), now);
    }
  }

  /** Starts workers in these slots until so many live there, or none may be started. */
  private void start(int from, int to, long wanted, long now) {
    long live = live(from, to);
    for (int i = from; i < to && live < wanted; i++) {
      if (slots[i].mayStart(now)) {
        start(slots[i], now);
        live++;
      }
    }
  }

  /** Workers whose running task has asked for others. */
  long waitingForNested() {
    if (slots.length == settings.slots()) {
      return 0;
    }
    long waiting = 0;
    for (Slot slot : slots) {
      Attempt running = slot.worker == null ? null : slot.worker.running();
      waiting += running != null && !running.children.isEmpty() ? 1 : 0;
    }
    return waiting;
  }

  /** Ends workers that were started for ones that waited, when those wait no more. */
  private void endSpares(long now) {
    if (slots.length == settings.slots() || book.waitingNested() > 0) {
      return;
    }
    long spare = live(settings.slots(), slots.length) - waitingForNested();
    for (int i = slots.length - 1; i >= settings.slots() && spare > 0; i--) {
      Worker worker = slots[i].worker;
      if (worker != null && worker.state() == WorkerState.IDLE) {
        String text = "the worker that it stood in for waits no more";
        ladder.begin(worker, new StopReason(StopReason.Kind.RECYCLE, text), now);
        spare--;
      }
    }
  }

  private void start(Slot slot, long now) {
    slot.restartAt.clear();
    WorkerKey key = new WorkerKey(slot.index, slot.generation);
    WorkerControl control = launcher.start(key, events);
    Worker worker = new Worker(key, control);
    watch.begin(worker, now);
    slot.worker = worker;
    WorkerSettings workerSettings =
        new WorkerSettings(
            WorkerWatch.HEARTBEAT.toMillis(),
            settings.grace().toMillis(),
            settings.maxFrameBytes());
    worker.send(
        new ToWorker.Initialize(
            Worker.INITIALIZE,
            Protocol.VERSION,
            slot.index,
            slot.generation,
            workerSettings,
            setup));
  }

  /** Makes handlers known to all workers, those to come included. */
  void register(ToWorker.RegisterHandlers handlers) {
    setup = setup.plus(handlers.handlerClasses(), handlers.classFiles());
    for (Slot slot : slots) {
      if (slot.worker != null) {
        slot.worker.send(handlers);
      }
    }
  }

  /**
   * Ends a task early.
   *
   * @param onlyWaiting whether one that runs is left alone
   */
  void cancel(TaskEntry entry, boolean onlyWaiting) {
    for (Slot slot : slots) {
      Worker worker = slot.worker;
      Attempt attempt = worker == null ? null : worker.attemptAt(entry);
      if (worker != null && attempt != null) {
        cancel(worker, attempt, onlyWaiting);
        return;
      }
    }
    book.cancel(entry, false);
  }

  private void cancel(Worker worker, Attempt attempt, boolean onlyWaiting) {
    if (!onlyWaiting || !attempt.started()) {
      book.cancel(attempt.entry, true);
      watch.cancel(worker, attempt, clock.nanos());
    }
  }

  /** One that was cancelled as it started has the grace period from here on. */
  void startedTask(Worker worker, Attempt attempt, long now) {
    if (attempt.cancel == Attempt.Cancel.CALLER) {
      worker.taskEnd.set(now, settings.grace());
    }
  }

  void dispatch(long now) {
    dispatcher.dispatch(slots);
    dispatcher.takeBack(slots, now);
  }

  /** Lets go what was sent to workers meanwhile. */
  void deliver() {
    for (Slot slot : slots) {
      if (slot.worker != null) {
        slot.worker.deliver();
      }
    }
  }

  /** Ends all workers; no further ones are started. */
  void close(StopReason reason, boolean cancelRunning, long now) {
    closing = true;
    for (Slot slot : slots) {
      Worker worker = slot.worker;
      if (worker != null) {
        if (cancelRunning) {
          worker.cancelRunning(Attempt.Cancel.RUN_STOPS);
        }
        ladder.begin(worker, reason, now);
      }
    }
  }

  /** Asks the processes of all workers to end; no further ones are started. */
  void terminate(StopReason reason, long now) {
    closing = true;
    for (Slot slot : slots) {
      if (slot.worker != null) {
        ladder.terminate(slot.worker, reason, now);
      }
    }
  }

  /** Kills all workers; no further ones are started. */
  void kill(StopReason reason, long now) {
    closing = true;
    for (Slot slot : slots) {
      if (slot.worker != null) {
        ladder.kill(slot.worker, reason, now);
      }
    }
  }

  /** Workers whose process has not been joined. */
  long live() {
    return live(0, slots.length);
  }

  private long live(int from, int to) {
    long live = 0;
    for (int i = from; i < to; i++) {
      live += slots[i].worker == null ? 0 : 1;
    }
    return live;
  }

  /** Carries out all that is due. */
  void tick(long now) {
    endSpares(now);
    for (Slot slot : slots) {
      if (slot.worker != null) {
        tick(slot, slot.worker, now);
      } else if (slot.restartAt.isDue(now)) {
        slot.restartAt.clear();
      }
    }
  }

  /** The loop itself was held up, so silence until now means nothing. */
  void excuseSilence(long now) {
    for (Slot slot : slots) {
      if (slot.worker != null) {
        watch.heard(slot.worker, now);
      }
    }
  }

  private void tick(Slot slot, Worker worker, long now) {
    watch.tick(worker, now);
    if (ladder.tick(worker, now)) {
      giveUp(slot, worker, now);
    }
  }

  private void giveUp(Slot slot, Worker worker, long now) {
    lastWords(worker.key, worker.control.lastWords());
    ledger.unjoined(worker);
    String account = StopLadder.describe(worker) + " can't be joined, even after SIGKILL";
    settleCasualties(worker, account, null, now);
    slot.free(worker);
    restarts.notJoined(slot, now);
  }

  // -- what workers tell; events of old generations are dropped

  void started(WorkerKey key, long pid) {
    Worker worker = find(key);
    if (worker != null) {
      worker.pid = pid;
      listener.workerStarted(worker.told());
      log.log(Level.DEBUG, StopLadder.describe(worker) + " started");
    }
  }

  void messages(WorkerKey key, Iterable<FromWorker> messages) {
    Worker worker = find(key);
    if (worker == null) {
      return;
    }
    long now = clock.nanos();
    watch.heard(worker, now);
    hear(messages, new WorkerMessages(worker, this, now, clock.wall(), codec, log));
  }

  /**
   * As {@link #messages}, and what is there for the second time is nothing to complain of. Requests
   * are left out: they may have been carried out before, and nobody waits for them.
   */
  void lastWords(WorkerKey key, Iterable<FromWorker> messages) {
    Worker worker = find(key);
    if (worker != null) {
      SupervisorLog nobody = (level, message) -> {};
      hear(
          withoutRequests(messages),
          new WorkerMessages(worker, this, clock.nanos(), clock.wall(), codec, nobody));
    }
  }

  private static void hear(Iterable<FromWorker> messages, WorkerMessages receiver) {
    for (FromWorker message : messages) {
      message.deliverTo(receiver);
    }
  }

  private static List<FromWorker> withoutRequests(Iterable<FromWorker> messages) {
    List<FromWorker> rest = new ArrayList<>();
    for (FromWorker message : messages) {
      if (!(message instanceof FromWorker.SharedCallRequest
          || message instanceof FromWorker.SubmitTask)) {
        rest.add(message);
      }
    }
    return rest;
  }

  void protocolBroken(WorkerKey key, String why) {
    Worker worker = find(key);
    if (worker != null) {
      watch.unhealthy(worker, why, clock.nanos());
    }
  }

  void startFailed(WorkerKey key, StartFailure failure) {
    Worker worker = find(key);
    if (worker == null) {
      return;
    }
    long now = clock.nanos();
    Slot slot = slots[key.slot()];
    slot.free(worker);
    if (closing) {
      return;
    }
    log.log(Level.WARNING, key + " could not be started: " + failure.message());
    report(restarts.startFailed(slot, failure, live() > 0, now));
  }

  void joined(WorkerKey key, WorkerExit exit) {
    Worker worker = find(key);
    if (worker == null) {
      return;
    }
    long now = clock.nanos();
    Slot slot = slots[key.slot()];
    WorkerEnd end = WorkerEnd.of(worker);
    String account = end.sentence() + ", " + exit.status();
    listener.workerExited(ledger.joined(worker, exit, end));
    log.log(end.crashed() ? Level.WARNING : Level.DEBUG, account);
    settleCasualties(worker, account, exit, now);
    slot.free(worker);
    if (!closing) {
      report(restarts.joined(slot, worker, exit, end.crashed(), now));
    }
  }

  private void settleCasualties(
      Worker worker, String account, @Nullable WorkerExit exit, long now) {
    Attempt running = worker.running();
    casualties.settle(worker, account, exit, now);
    if (running != null) {
      nested.parentEnded(running);
    }
    shared.died(worker.member);
  }

  private void report(StartTrouble.@Nullable Verdict verdict) {
    if (verdict != null && !closing) {
      owner.poolFailed(verdict.ending(), TaskError.of("Skipped", verdict.message()));
    }
  }

  private @Nullable Worker find(WorkerKey key) {
    Worker worker = slots[key.slot()].worker;
    return worker != null && worker.key.equals(key) ? worker : null;
  }

  // -- what messages mean for the pool

  void becameReady(Worker worker) {
    worker.wasReady = true;
    worker.readySince = clock.nanos();
    worker.ready.clear();
    restarts.oneIsReady();
    if (worker.state() == WorkerState.STARTING) {
      worker.become(WorkerState.IDLE);
      watch.ready(worker, clock.nanos());
      watch.idle(worker, clock.nanos());
      worker.occupiedSince = clock.nanos();
      listener.workerReady(worker.told());
    }
  }

  /**
   * The first worker shows what the hook is worth; once one was ready, a failure is the worker's,
   * which is replaced as if it had crashed.
   */
  void hookFailed(Worker worker, TaskError error, String message) {
    watch.unhealthy(worker, message, clock.nanos());
    if (!closing && restarts.noneWasEverReady()) {
      String stack = error.stack();
      owner.poolFailed(
          RunEnding.WORKERS_DO_NOT_START,
          new TaskError("WorkersDoNotStart", message, stack, null, null, null));
    }
  }

  void refusedToStart(Worker worker, String why) {
    watch.unhealthy(worker, "it refused to start: " + why, clock.nanos());
    if (!closing) {
      owner.poolFailed(
          RunEnding.WORKERS_DO_NOT_START,
          TaskError.of("Skipped", "workers refuse to start: " + why));
    }
  }

  void answered(Worker worker, Attempt attempt, Outcome outcome, long now) {
    long since =
        attempt.startedNanos - worker.occupiedSince > 0
            ? attempt.startedNanos
            : worker.occupiedSince;
    window.observe(attempt.entry.task.handler(), attempt.nanos(since, now));
    book.attemptEnded(attempt.entry, attempt.ended(outcome, worker.ref(), now), now);
    nested.parentEnded(attempt);
    noLongerOutstanding(worker, now);
  }

  void cameBack(Worker worker, Attempt attempt, long now) {
    worker.answered--;
    worker.given--;
    book.putBack(attempt.entry);
    noLongerOutstanding(worker, now);
  }

  private void noLongerOutstanding(Worker worker, long now) {
    worker.occupiedSince = now;
    worker.progress = null;
    if (!worker.outstanding.isEmpty()) {
      return;
    }
    if (worker.state() == WorkerState.BUSY) {
      worker.become(WorkerState.IDLE);
      watch.idle(worker, now);
      if (settings.maxTasksPerWorker() > 0 && worker.given >= settings.maxTasksPerWorker()) {
        recycle(worker, "it has done its " + worker.given + " tasks");
      }
    } else {
      ladder.taskFinished(worker, now);
    }
  }

  void recycle(Worker worker, String why) {
    ladder.begin(
        worker, new StopReason(StopReason.Kind.RECYCLE, "recycled: " + why), clock.nanos());
  }

  void heardMemory(Worker worker, MemoryUse memory) {
    String whyRecycle = memoryWatch.heard(worker, memory, clock.nanos());
    if (whyRecycle != null) {
      recycle(worker, whyRecycle);
    }
  }

  // -- for the loop and for people

  /** The smaller of {@code wait} and the nanoseconds until something is due. */
  long limit(long wait, long now) {
    long limited = dispatcher.limit(slots, wait, now);
    for (Slot slot : slots) {
      limited =
          slot.worker == null
              ? slot.restartAt.limit(limited, now)
              : slot.worker.limit(limited, now);
    }
    return limited;
  }

  /** Has workers use the shared objects of another loop. */
  void shareWith(SharedHost elsewhere) {
    shared = elsewhere;
  }

  /** Where workers' calls of shared objects go. */
  SharedHost shared() {
    return shared;
  }

  Slot[] slots() {
    return slots;
  }
}
