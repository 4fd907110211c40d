package dev.reeve.supervisor.engine;

import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.MemoryUse;
import dev.reeve.protocol.MessageCodec;
import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.ToWorker;
import dev.reeve.protocol.WorkerSettings;
import dev.reeve.supervisor.RunEnding;
import dev.reeve.supervisor.SupervisorLog;
import dev.reeve.supervisor.SupervisorLog.Level;
import dev.reeve.supervisor.TaskError;
import dev.reeve.supervisor.TaskStatus;
import dev.reeve.supervisor.process.StartFailure;
import dev.reeve.supervisor.process.WorkerControl;
import dev.reeve.supervisor.process.WorkerEvents;
import dev.reeve.supervisor.process.WorkerExit;
import dev.reeve.supervisor.process.WorkerKey;
import dev.reeve.supervisor.process.WorkerLauncher;
import java.time.Duration;
import java.util.Iterator;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The workers: starting as many as there is work for, replacing those that died, ending all of
 * them.
 */
final class Pool {

  /** A worker that is not ready by then never will be. */
  static final Duration READY_LIMIT = Duration.ofSeconds(30);

  /** Between two signs of life that a worker sends by itself. */
  static final Duration HEARTBEAT = Duration.ofSeconds(1);

  /** A worker that was silent for so long is stopped, stuck, or can't write. */
  static final Duration SILENCE_LIMIT = Duration.ofSeconds(10);

  /** Told when the pool as a whole can't go on. */
  interface Owner {
    void poolFailed(RunEnding ending, String message);
  }

  private final PoolSettings settings;
  private final WorkerLauncher launcher;
  private final WorkerEvents events;
  private final TaskBook book;
  private final EngineClock clock;
  private final SupervisorLog log;
  private final Owner owner;
  private final MessageCodec codec = new MessageCodec();
  private final PrefetchWindow window = new PrefetchWindow();
  private final StopLadder ladder;
  private final Dispatcher dispatcher;
  private final StartTrouble trouble = new StartTrouble();
  private final Slot[] slots;

  final WorkerLedger ledger = new WorkerLedger();

  private boolean closing;

  Pool(
      PoolSettings settings,
      WorkerLauncher launcher,
      WorkerEvents events,
      TaskBook book,
      EngineClock clock,
      SupervisorLog log,
      Owner owner) {
    this.settings = settings;
    this.launcher = launcher;
    this.events = events;
    this.book = book;
    this.clock = clock;
    this.log = log;
    this.owner = owner;
    this.ladder = new StopLadder(settings.grace(), log);
    this.dispatcher = new Dispatcher(book, window, settings.maxTasksPerWorker());
    this.slots = new Slot[settings.slots()];
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
    long wanted = Math.min(slots.length, Math.max(atLeast, book.unsettled()));
    long live = live();
    for (int i = 0; i < slots.length && live < wanted; i++) {
      if (slots[i].mayStart(now)) {
        start(slots[i], now);
        live++;
      }
    }
  }

  private void start(Slot slot, long now) {
    slot.restartAt.clear();
    WorkerKey key = new WorkerKey(slot.index, slot.generation);
    WorkerControl control = launcher.start(key, events);
    Worker worker = new Worker(key, control);
    worker.ready.set(now, READY_LIMIT);
    slot.worker = worker;
    WorkerSettings workerSettings =
        new WorkerSettings(
            HEARTBEAT.toMillis(), settings.grace().toMillis(), settings.maxFrameBytes());
    control.send(
        new ToWorker.Initialize(
            Worker.INITIALIZE, Protocol.VERSION, slot.index, slot.generation, workerSettings));
  }

  void dispatch(long now) {
    dispatcher.dispatch(slots);
    dispatcher.takeBack(slots, now);
  }

  /** Ends all workers; no further ones are started. */
  void close(StopReason reason, boolean cancelRunning, long now) {
    closing = true;
    for (Slot slot : slots) {
      Worker worker = slot.worker;
      if (worker != null) {
        if (cancelRunning) {
          cancelRunning(worker);
        }
        ladder.begin(worker, reason, now);
      }
    }
  }

  private static void cancelRunning(Worker worker) {
    Attempt running = worker.running();
    if (running != null) {
      worker.cancel(running, Attempt.Cancel.RUN_STOPS);
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
    long live = 0;
    for (Slot slot : slots) {
      live += slot.worker == null ? 0 : 1;
    }
    return live;
  }

  /** Carries out all that is due. */
  void tick(long now) {
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
      if (slot.worker != null && slot.worker.silence.isSet()) {
        slot.worker.silence.set(now, SILENCE_LIMIT);
      }
    }
  }

  private void tick(Slot slot, Worker worker, long now) {
    if (worker.ready.isDue(now)) {
      unhealthy(worker, "it was not ready within " + Words.duration(READY_LIMIT), now);
    }
    if (worker.silence.isDue(now)) {
      unhealthy(worker, "nothing was heard of it for " + Words.duration(SILENCE_LIMIT), now);
    }
    if (worker.taskEnd.isDue(now)) {
      timeIsUp(worker, now);
    }
    if (ladder.tick(worker, now)) {
      giveUp(slot, worker, now);
    }
  }

  private void unhealthy(Worker worker, String text, long now) {
    ladder.begin(worker, new StopReason(StopReason.Kind.UNHEALTHY, text), now);
  }

  /**
   * First the attempt is cancelled; if its handler has not given way after the grace period the
   * worker has to go.
   */
  private void timeIsUp(Worker worker, long now) {
    worker.taskEnd.clear();
    Attempt running = worker.running();
    if (running == null) {
      return;
    }
    if (running.cancel == Attempt.Cancel.TIME_LIMIT) {
      String text =
          "task " + running.entry.task.id() + " did not end when its time limit had passed";
      ladder.begin(worker, new StopReason(StopReason.Kind.TIME_LIMIT, text), now);
    } else if (running.cancel == null) {
      worker.cancel(running, Attempt.Cancel.TIME_LIMIT);
      worker.taskEnd.set(now, settings.grace());
    }
  }

  private void giveUp(Slot slot, Worker worker, long now) {
    ledger.unjoined(worker);
    String account = StopLadder.describe(worker) + " can't be joined, even after SIGKILL";
    release(slot, worker, now, account, null);
  }

  // -- what workers tell; events of old generations are dropped

  void started(WorkerKey key, long pid) {
    Worker worker = find(key);
    if (worker != null) {
      worker.pid = pid;
      log.log(Level.DEBUG, StopLadder.describe(worker) + " started");
    }
  }

  void messages(WorkerKey key, Iterable<FromWorker> messages) {
    Worker worker = find(key);
    if (worker == null) {
      return;
    }
    if (worker.silence.isSet()) {
      worker.silence.set(clock.nanos(), SILENCE_LIMIT);
    }
    WorkerMessages receiver = new WorkerMessages(worker, this, clock, codec, log);
    for (FromWorker message : messages) {
      message.deliverTo(receiver);
    }
  }

  void protocolBroken(WorkerKey key, String why) {
    Worker worker = find(key);
    if (worker != null) {
      unhealthy(worker, why, clock.nanos());
    }
  }

  void startFailed(WorkerKey key, StartFailure failure) {
    Worker worker = find(key);
    if (worker == null) {
      return;
    }
    long now = clock.nanos();
    Slot slot = slots[key.slot()];
    free(slot, worker);
    if (closing) {
      return;
    }
    log.log(Level.WARNING, key + " could not be started: " + failure.message());
    slot.intensity.startFailed(now);
    slot.restartAt.set(now, slot.intensity.delay(now));
    report(trouble.startFailed(failure, live() > 0));
  }

  private void report(StartTrouble.@Nullable Verdict verdict) {
    if (verdict != null && !closing) {
      owner.poolFailed(verdict.ending(), verdict.message());
    }
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
    ledger.joined(worker, exit, end);
    log.log(end.crashed() ? Level.WARNING : Level.DEBUG, account);
    release(slot, worker, now, account, exit);
    if (!closing) {
      planRestart(slot, worker, exit, end.crashed(), now);
    }
  }

  /**
   * Settles what the worker still had in its hands: the running attempt is charged, the rest go
   * back in order.
   *
   * @param account how the worker ended, as a sentence
   */
  private void release(
      Slot slot, Worker worker, long now, String account, @Nullable WorkerExit exit) {
    Attempt running = worker.running();
    if (running != null) {
      worker.outstanding.removeFirst();
      TaskStatus status = statusOfInterrupted(worker, running);
      running.entry.deaths += status == TaskStatus.CRASHED ? 1 : 0;
      settle(worker, running, interrupted(status, running, account, exit), now);
    }
    for (Iterator<Attempt> last = worker.outstanding.descendingIterator(); last.hasNext(); ) {
      book.putBack(last.next().entry);
    }
    worker.outstanding.clear();
    free(slot, worker);
  }

  private static TaskStatus statusOfInterrupted(Worker worker, Attempt running) {
    if (running.cancel == Attempt.Cancel.TIME_LIMIT) {
      return TaskStatus.TIMED_OUT;
    }
    StopReason reason = worker.stopReason;
    boolean byUs = worker.signalled || worker.saidGoodbye || running.cancel != null;
    return reason != null && byUs ? reason.kind().statusOfAttempt() : TaskStatus.CRASHED;
  }

  private static Outcome interrupted(
      TaskStatus status, Attempt running, String account, @Nullable WorkerExit exit) {
    if (status == TaskStatus.TIMED_OUT) {
      return WorkerMessages.timedOut(running);
    }
    String text = account;
    if (RetryPolicy.isQuarantined(running.entry.deaths)) {
      text += "; " + running.entry.deaths + " workers died under it, so it is not tried again";
    }
    String type = status == TaskStatus.CRASHED ? "WorkerCrashed" : "Cancelled";
    return Outcome.failure(
        status,
        exit == null
            ? TaskError.of(type, text)
            : new TaskError(
                type, text, null, exit.status().code(), exit.status().signal(), exit.stderrTail()));
  }

  private static void free(Slot slot, Worker worker) {
    worker.become(WorkerState.EXITED);
    slot.worker = null;
    slot.generation++;
  }

  private void planRestart(Slot slot, Worker worker, WorkerExit exit, boolean crashed, long now) {
    StopReason reason = worker.stopReason;
    boolean counts = crashed || (reason != null && reason.kind().countsAsCrash());
    if (!counts) {
      return;
    }
    slot.intensity.crashed(now);
    slot.restartAt.set(now, slot.intensity.delay(now));
    if (!worker.wasReady && trouble.noneWasEverReady()) {
      report(trouble.diedBeforeReady(exit));
    } else if (slot.intensity.isExceeded()) {
      String text =
          "%d workers died in slot %d within %s, the last one: %s"
              .formatted(
                  RestartIntensity.MAX_CRASHES + 1,
                  slot.index,
                  Words.duration(RestartIntensity.PERIOD),
                  exit.status());
      owner.poolFailed(RunEnding.WORKERS_KEEP_DYING, text);
    }
  }

  private @Nullable Worker find(WorkerKey key) {
    Worker worker = slots[key.slot()].worker;
    return worker != null && worker.key.equals(key) ? worker : null;
  }

  // -- what messages mean for the pool

  void becameReady(Worker worker) {
    worker.wasReady = true;
    worker.ready.clear();
    trouble.oneIsReady();
    if (worker.state() == WorkerState.STARTING) {
      worker.become(WorkerState.IDLE);
      worker.silence.set(clock.nanos(), SILENCE_LIMIT);
      worker.occupiedSince = clock.nanos();
    }
  }

  void refusedToStart(Worker worker, String why) {
    unhealthy(worker, "it refused to start: " + why, clock.nanos());
    if (!closing) {
      owner.poolFailed(RunEnding.WORKERS_DO_NOT_START, "workers refuse to start: " + why);
    }
  }

  void answered(Worker worker, Attempt attempt, Outcome outcome) {
    long now = clock.nanos();
    if (!attempt.started()) {
      attempt.startedAt = clock.wall();
      attempt.startedNanos = now;
    }
    long since =
        attempt.startedNanos - worker.occupiedSince > 0
            ? attempt.startedNanos
            : worker.occupiedSince;
    window.observe(attempt.entry.task.handler(), attempt.nanos(since, now));
    settle(worker, attempt, outcome, now);
    noLongerOutstanding(worker, now);
  }

  void cameBack(Worker worker, Attempt attempt) {
    worker.answered--;
    worker.given--;
    book.putBack(attempt.entry);
    noLongerOutstanding(worker, clock.nanos());
  }

  private void noLongerOutstanding(Worker worker, long now) {
    worker.occupiedSince = now;
    worker.progress = null;
    if (!worker.outstanding.isEmpty()) {
      return;
    }
    if (worker.state() == WorkerState.BUSY) {
      worker.become(WorkerState.IDLE);
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
    long limit = settings.maxResidentBytes();
    if (limit > 0 && memory.resident() > limit && worker.state() != WorkerState.STARTING) {
      recycle(
          worker, Words.mebibytes(memory.resident()) + " resident, past " + Words.mebibytes(limit));
    }
  }

  private void settle(Worker worker, Attempt attempt, Outcome outcome, long now) {
    long nanos = attempt.nanos(attempt.startedNanos, now);
    TaskEntry.Ended ended = new TaskEntry.Ended(outcome, attempt.startedAt, nanos, worker.ref());
    book.attemptEnded(attempt.entry, ended, now);
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

  Slot[] slots() {
    return slots;
  }
}
