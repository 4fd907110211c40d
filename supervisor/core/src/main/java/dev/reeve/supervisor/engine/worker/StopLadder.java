package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import java.time.Duration;

/**
 * Ends workers step by step, gently first: finish the task, ask, SIGTERM, SIGKILL. Each step has
 * the grace period; a worker that exits leaves the ladder wherever it stands.
 */
public final class StopLadder {

  /** What a killed process has until it must have been joined, before it is given up. */
  public static final Duration JOIN_LIMIT = Duration.ofSeconds(10);

  private final Duration grace;
  private final SupervisorLog log;

  StopLadder(Duration grace, SupervisorLog log) {
    this.grace = grace;
    this.log = log;
  }

  /**
   * Puts a worker on the ladder. One that is on it already, and still finishing its task, goes on
   * for the new reason if that is more urgent; otherwise nothing changes.
   */
  void begin(Worker worker, StopReason reason, long now) {
    if (!takes(worker, reason)) {
      return;
    }
    take(worker, reason);
    log.log(level(reason), describe(worker) + " is to end: " + reason.text());
    worker.takeBackWaiting();
    enter(worker, firstStep(worker, reason), now);
  }

  /** Whether {@link #begin} would do anything. */
  static boolean takes(Worker worker, StopReason reason) {
    return worker.state() != WorkerState.DRAINING || isMoreUrgent(reason, worker);
  }

  private static boolean isMoreUrgent(StopReason reason, Worker worker) {
    StopReason earlier = worker.stopReason;
    return worker.step == StopStep.FINISH_TASK
        && earlier != null
        && reason.kind().compareTo(earlier.kind()) > 0;
  }

  private static void take(Worker worker, StopReason reason) {
    if (worker.state() != WorkerState.DRAINING) {
      worker.become(WorkerState.DRAINING);
    }
    worker.stopReason = reason;
    worker.ready.clear();
  }

  private static StopStep firstStep(Worker worker, StopReason reason) {
    boolean canFinish = reason.kind().compareTo(StopReason.Kind.CANCEL) < 0;
    return canFinish && !worker.outstanding.isEmpty() ? StopStep.FINISH_TASK : StopStep.ASK;
  }

  /** Kills a worker at once, wherever it stands. */
  void kill(Worker worker, StopReason reason, long now) {
    take(worker, reason);
    if (worker.step == null || worker.step.compareTo(StopStep.KILL) < 0) {
      enter(worker, StopStep.KILL, now);
    }
  }

  /** Asks a worker's process to end, wherever it stands before that step. */
  void terminate(Worker worker, StopReason reason, long now) {
    take(worker, reason);
    if (worker.step == null || worker.step.compareTo(StopStep.TERMINATE) < 0) {
      enter(worker, StopStep.TERMINATE, now);
    }
  }

  /** To be called when nothing is outstanding any more. */
  void taskFinished(Worker worker, long now) {
    if (worker.step == StopStep.FINISH_TASK) {
      enter(worker, StopStep.ASK, now);
    }
  }

  /**
   * Takes a worker to its next step if the time of the current one is over.
   *
   * @return whether it is to be given up
   */
  boolean tick(Worker worker, long now) {
    if (worker.step == null || !worker.stepEnd.isDue(now)) {
      return false;
    }
    enter(worker, worker.step.next(), now);
    return worker.step == StopStep.GIVE_UP;
  }

  private void enter(Worker worker, StopStep step, long now) {
    worker.step = step;
    if (step != StopStep.FINISH_TASK) {
      worker.silence.clear(); // from now on each step has its own limit
    }
    worker.stepEnd.set(now, step == StopStep.KILL ? JOIN_LIMIT : grace);
    switch (step) {
      case FINISH_TASK -> finishTask(worker);
      case ASK -> ask(worker);
      case TERMINATE -> {
        log.log(Level.WARNING, describe(worker) + " is asked to end: SIGTERM");
        worker.signalled = true;
        worker.control.terminate();
      }
      case KILL -> {
        log.log(Level.WARNING, describe(worker) + " is killed: SIGKILL");
        worker.signalled = true;
        worker.control.kill();
      }
      case GIVE_UP -> {
        worker.stepEnd.clear();
        log.log(Level.ERROR, describe(worker) + " can't be joined, even after SIGKILL");
      }
    }
  }

  /** A planned restart is no reason to hurry a task: its own time limit is the only one. */
  private static void finishTask(Worker worker) {
    if (worker.stopReason != null && worker.stopReason.kind() == StopReason.Kind.RECYCLE) {
      worker.stepEnd.clear();
    }
  }

  private void ask(Worker worker) {
    boolean unhealthy =
        worker.stopReason != null && worker.stopReason.kind() == StopReason.Kind.UNHEALTHY;
    worker.cancelRunning(unhealthy ? Attempt.Cancel.WORKER_UNHEALTHY : Attempt.Cancel.RUN_STOPS);
    worker.send(new ToWorker.Shutdown(Worker.SHUTDOWN, grace.toMillis()));
    worker.deliver();
    worker.control.closeInput();
  }

  private static Level level(StopReason reason) {
    return switch (reason.kind()) {
      case FINISHED -> Level.DEBUG;
      case RECYCLE, RUN_STOPS -> Level.INFO;
      case CANCEL, TIME_LIMIT, UNHEALTHY -> Level.WARNING;
    };
  }

  static String describe(Worker worker) {
    return worker.pid == 0 ? worker.key.toString() : worker.key + " (pid " + worker.pid + ")";
  }
}
