package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.engine.task.Deadline;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.process.WorkerControl;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The steps by which one worker is ended, gentlest first: finish the task, ask, SIGTERM, SIGKILL.
 * Each step has the grace period. A worker that exits leaves the ladder at whatever step it is.
 */
public final class StopLadder {

  /** Time in which a killed process must have been joined; after that it is given up. */
  public static final Duration JOIN_LIMIT = Duration.ofSeconds(10);

  private final Worker worker;
  private final WorkerControl control;
  private final Duration grace;
  private final boolean hasHook;
  private final SupervisorLog log;
  private final Deadline stepEnd = new Deadline();
  private @Nullable StopReason reason;
  private @Nullable StopStep step;
  private boolean signalled;
  private boolean isInputOpen;
  private boolean saidGoodbye;

  /**
   * @param hasHook whether a hook closes the worker, which may use shared objects
   */
  StopLadder(
      Worker worker, WorkerControl control, Duration grace, boolean hasHook, SupervisorLog log) {
    this.worker = worker;
    this.control = control;
    this.grace = grace;
    this.hasHook = hasHook;
    this.log = log;
  }

  /**
   * Puts the worker on the ladder. A worker that is on it already, and still finishing its task,
   * goes on for the new reason if that is more urgent; otherwise nothing changes.
   */
  void begin(StopReason why, long now) {
    if (!takes(why)) {
      return;
    }
    take(why);
    log.log(level(why), worker.name() + " is to end: " + why.text());
    worker.attempts().recallWaiting();
    boolean canFinish = why.kind().compareTo(StopReason.Kind.CANCEL) < 0;
    enter(canFinish && !worker.attempts().isEmpty() ? StopStep.FINISH_TASK : StopStep.ASK, now);
  }

  /** Returns whether {@link #begin} would do anything. */
  boolean takes(StopReason why) {
    return worker.state() != WorkerState.DRAINING || isMoreUrgent(why);
  }

  private boolean isMoreUrgent(StopReason why) {
    return step == StopStep.FINISH_TASK
        && reason != null
        && why.kind().compareTo(reason.kind()) > 0;
  }

  private void take(StopReason why) {
    worker.drain();
    reason = why;
  }

  private static Level level(StopReason why) {
    return switch (why.kind()) {
      case FINISHED -> Level.DEBUG;
      case RECYCLE, RUN_STOPS -> Level.INFO;
      case CANCEL, TIME_LIMIT, UNHEALTHY -> Level.WARNING;
    };
  }

  /** Kills the worker at once, at whatever step it is. */
  void kill(StopReason why, long now) {
    skipTo(StopStep.KILL, why, now);
  }

  /** Sends the worker SIGTERM, unless that step has been reached. */
  void terminate(StopReason why, long now) {
    skipTo(StopStep.TERMINATE, why, now);
  }

  private void skipTo(StopStep target, StopReason why, long now) {
    take(why);
    if (step == null || step.compareTo(target) < 0) {
      enter(target, now);
    }
  }

  /** Goes on when the worker has answered its last attempt. */
  void tasksFinished(long now) {
    if (step == StopStep.FINISH_TASK) {
      enter(StopStep.ASK, now);
    }
  }

  /**
   * Enters the next step if the time of the current one is over.
   *
   * @return whether that was the last step, so that the worker is given up
   */
  boolean tick(long now) {
    if (step == null || !stepEnd.isDue(now)) {
      return false;
    }
    enter(step.next(), now);
    return step == StopStep.GIVE_UP;
  }

  private void enter(StopStep next, long now) {
    step = next;
    if (next != StopStep.FINISH_TASK) {
      worker.limits().allowSilence(); // from now on each step has its own limit
      worker.ending(now);
    }
    stepEnd.set(now, next == StopStep.KILL ? JOIN_LIMIT : grace);
    switch (next) {
      case FINISH_TASK -> finishTask();
      case ASK -> ask();
      case TERMINATE -> {
        log.log(Level.WARNING, worker.name() + " is asked to end: SIGTERM");
        signalled = true;
        closeInputOfHook();
        control.terminate();
      }
      case KILL -> {
        log.log(Level.WARNING, worker.name() + " is killed: SIGKILL");
        signalled = true;
        control.kill();
      }
      case GIVE_UP -> {
        stepEnd.clear();
        log.log(Level.ERROR, worker.name() + " can't be joined, even after SIGKILL");
      }
    }
  }

  /** Leaves a planned restart as much time as the task takes: only its own time limit counts. */
  private void finishTask() {
    if (isFor(StopReason.Kind.RECYCLE)) {
      stepEnd.clear();
    }
  }

  private void ask() {
    worker
        .attempts()
        .cancelRunning(
            isFor(StopReason.Kind.UNHEALTHY)
                ? Attempt.CancelCause.WORKER_UNHEALTHY
                : Attempt.CancelCause.RUN_STOPS);
    worker.outbox().send(new ToWorker.Shutdown(Worker.SHUTDOWN, grace.toMillis()));
    worker.outbox().deliver();
    isInputOpen = hasHook;
    if (!isInputOpen) {
      control.closeInput();
    }
  }

  /** Closes the input that {@link #ask} has left open; calls that the hook waits for then fail. */
  private void closeInputOfHook() {
    if (isInputOpen) {
      isInputOpen = false;
      control.closeInput();
    }
  }

  private boolean isFor(StopReason.Kind kind) {
    return reason != null && reason.kind() == kind;
  }

  /**
   * Notes that the worker has answered {@code shutdown}.
   *
   * @return false if it was not asked, so that the answer means nothing
   */
  boolean goodbye() {
    boolean asked = step != null && step != StopStep.FINISH_TASK;
    saidGoodbye |= asked;
    closeInputOfHook();
    return asked;
  }

  /** Returns whether the worker has answered {@code shutdown}. */
  boolean saidGoodbye() {
    return saidGoodbye;
  }

  /** Returns whether a signal to end was sent to the worker. */
  boolean signalled() {
    return signalled;
  }

  /** Returns why the worker is ended; null as long as it is not. */
  @Nullable StopReason reason() {
    return reason;
  }

  /** Returns the current step; null as long as the worker is not on the ladder. */
  @Nullable StopStep step() {
    return step;
  }

  /** Returns the smaller of {@code wait} and the nanoseconds until the current step is over. */
  long limit(long wait, long now) {
    return stepEnd.limit(wait, now);
  }
}
