package dev.reeve.supervisor.engine.worker;

import dev.reeve.json.Json;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.model.Insights.SlotUse;
import dev.reeve.supervisor.model.PoolSnapshot.WorkerActivity;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.WorkerTimes;
import dev.reeve.supervisor.process.WorkerControl;
import dev.reeve.supervisor.process.WorkerKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One worker process as the engine sees it: its state, its attempts, its limits and its end. */
public final class Worker {
  public static final RequestId INITIALIZE = RequestId.of(0);
  public static final RequestId SHUTDOWN = RequestId.of(-1);
  public static final RequestId DIAGNOSE = RequestId.of(-2);

  private final WorkerControl control;
  private final long maxTasks;
  private final WorkerOutbox outbox;
  private final OutstandingAttempts attempts;
  private final BusyTime busyTime = new BusyTime();
  private final MemoryTrend memory = new MemoryTrend();
  private final WorkerLimits limits;
  private final StopLadder ladder;
  private final WorkerTimeline timeline;
  private WorkerState state = WorkerState.STARTING;
  private WorkerIdentity identity;
  private boolean wasReady;
  private long readySince;
  private boolean diagnosed;
  private @Nullable String progress;
  private @Nullable Json exitResult;

  /**
   * @param now when its start was asked for
   */
  Worker(WorkerKey key, WorkerControl control, PoolSettings settings, SupervisorLog log, long now) {
    this.identity = new WorkerIdentity(key, 0);
    this.control = control;
    this.maxTasks = settings.worker().maxTasks();
    this.outbox = new WorkerOutbox(control);
    this.attempts = new OutstandingAttempts(outbox);
    this.limits = new WorkerLimits(this, settings);
    this.timeline = new WorkerTimeline(now);
    this.ladder = new StopLadder(this, control, settings.grace(), settings.hasHook(), log);
  }

  // -- identity

  WorkerIdentity identity() {
    return identity;
  }

  WorkerKey key() {
    return identity.key();
  }

  /** Returns its name for people. */
  String name() {
    return identity.name();
  }

  // -- life

  WorkerState state() {
    return state;
  }

  /**
   * Changes the state.
   *
   * @throws IllegalStateException if the transition is illegal, which is a fault of the engine
   */
  void become(WorkerState next) {
    if (!state.mayBecome(next)) {
      throw new IllegalStateException(key() + " can't go from " + state + " to " + next);
    }
    state = next;
  }

  /** Notes that its process runs. */
  void started(long pid) {
    identity = new WorkerIdentity(key(), pid);
  }

  /**
   * Notes that it has answered {@code initialize}.
   *
   * @return whether it takes tasks now; false if it is being stopped already
   */
  boolean ready(long now) {
    wasReady = true;
    readySince = now;
    timeline.ready(now);
    limits.awaitReadyNoMore();
    if (state != WorkerState.STARTING) {
      return false;
    }
    become(WorkerState.IDLE);
    limits.expectSigns(now);
    limits.idle(now);
    busyTime.ready(now);
    return true;
  }

  /** Returns whether it has ever answered {@code initialize}. */
  boolean wasReady() {
    return wasReady;
  }

  /** Returns when it answered {@code initialize}. */
  long readySince() {
    return readySince;
  }

  /** Takes no more tasks: it is about to be stopped. */
  void drain() {
    if (state != WorkerState.DRAINING) {
      become(WorkerState.DRAINING);
    }
    limits.awaitReadyNoMore();
  }

  // -- attempts

  /** Returns the attempts that it has; they are changed by this class only. */
  OutstandingAttempts attempts() {
    return attempts;
  }

  BusyTime busyTime() {
    return busyTime;
  }

  /** Hands over an attempt at a task. It runs now, or waits behind others in the worker's pipe. */
  void give(TrackedTask task, long now) {
    beginGiving(now);
    attempts.give(task, now);
  }

  /** Hands over attempts at tasks that run in one call of their handler. */
  void giveBatch(List<TrackedTask> batch, long now) {
    beginGiving(now);
    attempts.giveBatch(batch, now);
  }

  private void beginGiving(long now) {
    if (attempts.isEmpty()) {
      busyTime.firstGiven(now);
    }
    if (state == WorkerState.IDLE) {
      limits.busy();
      become(WorkerState.BUSY);
    }
  }

  /** Returns whether it has been given fewer tasks than it may be given in its life. */
  boolean mayBeGivenMore() {
    return maxTasks == 0 || attempts.given() < maxTasks;
  }

  /** Notes that it makes the handler of an attempt, which from then on counts as started. */
  void preparing(Attempt attempt, Instant wall, long now) {
    attempts.start(attempt, wall, now);
    attempt.preparing(limits.preparation(attempt));
    limits.preparing(attempt, now);
    progress = null;
  }

  /** Notes that it has started an attempt. */
  void started(Attempt attempt, Instant wall, long now) {
    attempts.start(attempt, wall, now);
    limits.started(attempt, now);
    progress = null;
  }

  /** Notes how far its running handler says it is. */
  void progress(double fraction, @Nullable String message) {
    String percent = Math.round(fraction * 100) + " %";
    progress = message == null ? percent : percent + " " + message;
  }

  /** Takes out the attempt with that request, because it was answered; null if there is none. */
  @Nullable Attempt take(RequestId request) {
    return attempts.take(request);
  }

  /** Does what follows when the attempt that was taken out last has been dealt with. */
  void answerHandled(long now) {
    busyTime.answered(now);
    progress = null;
    if (!attempts.isEmpty()) {
      return;
    }
    if (state == WorkerState.BUSY) {
      become(WorkerState.IDLE);
      limits.idle(now);
      if (!mayBeGivenMore()) {
        stop(StopReason.recycle("it has done its " + attempts.given() + " tasks"), now);
      }
    } else {
      ladder.tasksFinished(now);
    }
  }

  /** Tells it that the submitter has cancelled a task. A running handler has the grace period. */
  void cancelForCaller(Attempt attempt, long now) {
    if (attempts.cancel(attempt, Attempt.CancelCause.CALLER) && attempt.isStarted()) {
      limits.cancelled(attempt, now);
    }
  }

  /** Notes that a call of a handler took that time and has ended. */
  void worked(long nanos, long now) {
    timeline.worked(nanos, now);
  }

  // -- messages

  WorkerOutbox outbox() {
    return outbox;
  }

  /** Asks it for its threads. The answer goes into its log. */
  void diagnose() {
    diagnosed = true;
    outbox.send(new ToWorker.Diagnose(DIAGNOSE));
  }

  /** Returns whether it was asked for its threads. */
  boolean wasDiagnosed() {
    return diagnosed;
  }

  /** Sends tasks as short lines from now on, because the worker reads them. */
  void useShortLines() {
    control.useShortLines();
  }

  /** Has its JVM write its threads to its log, whatever state the JVM's own threads are in. */
  void dumpThreads() {
    control.dumpThreads();
  }

  /** Returns the messages that it had not yet written when it was given up. */
  List<FromWorker> lastWords() {
    return control.lastWords();
  }

  // -- limits and end

  /** Notes what it has left for the program, in its answer to {@code shutdown}. */
  void leaves(@Nullable Json result) {
    exitResult = result;
  }

  /** Returns what it has left for the program; null if it left nothing. */
  @Nullable Json exitResult() {
    return exitResult;
  }

  WorkerLimits limits() {
    return limits;
  }

  StopLadder ladder() {
    return ladder;
  }

  /** Begins to stop it; see {@link StopLadder#begin}. */
  void stop(StopReason reason, long now) {
    ladder.begin(reason, now);
  }

  /** Notes that it is asked to end now, or signalled. */
  void ending(long now) {
    timeline.ending(now);
  }

  /** Returns what it has done with its time so far. */
  WorkerTimes times(long now) {
    Attempt running = attempts.running();
    return timeline.until(now, running == null ? null : running.startedNanos());
  }

  /** Returns what it has done so far, as the use of its slot. */
  SlotUse use(long now) {
    return new SlotUse(key().slot(), 1, attempts.answered(), times(now));
  }

  MemoryTrend memory() {
    return memory;
  }

  /**
   * Does what is due.
   *
   * @return whether it is given up, because it did not even end by SIGKILL
   */
  boolean tick(long now) {
    limits.tick(now);
    return ladder.tick(now);
  }

  /** Returns the smaller of {@code wait} and the nanoseconds until {@link #tick} is due. */
  long limit(long wait, long now) {
    return ladder.limit(limits.limit(wait, now), now);
  }

  /** Returns what it does, for people. */
  WorkerActivity activity(long now) {
    Attempt running = attempts.running();
    return new WorkerActivity(
        key().slot(),
        state.word(),
        identity.pid(),
        running == null ? null : running.taskId(),
        running == null ? 0 : now - running.startedNanos(),
        progress,
        running == null ? 0 : running.task().endedAttempts() + 1);
  }
}
