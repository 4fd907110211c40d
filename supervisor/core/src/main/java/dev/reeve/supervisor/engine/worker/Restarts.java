package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.model.RestartPolicy;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.process.StartFailure;
import dev.reeve.supervisor.process.WorkerExit;
import dev.reeve.text.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides after the end of a worker when its slot gets another, and whether the pool as a whole can
 * go on. Has no effect once the pool is closed.
 */
final class Restarts {
  private final StartFailures failures = new StartFailures();
  private final boolean singleProcess;
  private final RestartPolicy policy;
  private final TaskTracker tracker;
  private final PoolGate gate;
  private final EngineContext context;
  private boolean mayPause;

  /**
   * @param tracker knows whether tasks are left behind by a single process that has ended
   */
  Restarts(PoolSettings settings, TaskTracker tracker, PoolGate gate, EngineContext context) {
    this.singleProcess = settings.isSingleProcess();
    this.policy = settings.restarts();
    this.tracker = tracker;
    this.gate = gate;
    this.context = context;
    this.mayPause = policy.pauses();
  }

  /** Has the pool end where it would pause. */
  void pauseNoMore() {
    mayPause = false;
  }

  /** Notes that a worker has answered {@code initialize}. */
  void oneIsReady() {
    failures.oneIsReady();
  }

  boolean noneWasEverReady() {
    return failures.noneWasEverReady();
  }

  /**
   * Handles a process that could not be started.
   *
   * @param othersLive whether the pool can go on with fewer workers
   */
  void startFailed(Slot slot, Worker worker, StartFailure failure, boolean othersLive, long now) {
    if (!gate.isClosed()) {
      String text = worker.key() + " could not be started: " + failure.message();
      context.log().log(Level.WARNING, text);
      failPool(afterFailedStart(slot, failure, othersLive, now));
    }
  }

  private StartFailures.@Nullable Verdict afterFailedStart(
      Slot slot, StartFailure failure, boolean othersLive, long now) {
    slot.startFailed(now);
    StartFailures.Verdict verdict = failures.startFailed(failure, othersLive);
    return mayPause && !noneWasEverReady() ? null : verdict; // it waits up to 30 s each time
  }

  /**
   * Handles a process that has ended. The slot of one that ended as planned is filled at once. A
   * JVM that got too few threads from the system counts as one that was not started.
   *
   * @param othersLive whether the pool can go on with fewer workers
   */
  void joined(
      Slot slot, Worker worker, WorkerExit exit, boolean crashed, boolean othersLive, long now) {
    StopReason reason = worker.ladder().reason();
    boolean asPlanned = !crashed && (reason == null || !reason.kind().countsAsCrash());
    if (asPlanned) {
      slot.completed(worker.attempts().answered());
    } else if (!gate.isClosed()) {
      StartFailure refusal = worker.wasReady() || singleProcess ? null : exit.refusal();
      failPool(
          refusal == null
              ? afterCrash(slot, worker, exit, now)
              : afterFailedStart(slot, refusal, othersLive, now));
    }
  }

  private StartFailures.@Nullable Verdict afterCrash(
      Slot slot, Worker worker, WorkerExit exit, long now) {
    StopReason reason = worker.ladder().reason();
    if (singleProcess) {
      return tracker.unsettled() == 0 ? null : StartFailures.endedAlone(reason, exit);
    }
    slot.crashed(worker.attempts().answered(), now);
    if (failures.noneWasEverReady()) {
      return failures.diedBeforeReady(reason, exit);
    }
    if (!slot.isExhausted()) {
      return null;
    }
    String account = account(slot, reason, exit);
    if (!mayPause) {
      return new StartFailures.Verdict(RunEnding.WORKERS_KEEP_DYING, account);
    }
    pause(slot, account, now);
    return null;
  }

  private String account(Slot slot, @Nullable StopReason reason, WorkerExit exit) {
    return "%d more workers died in slot %d within %s than tasks were completed, the last one: %s"
        .formatted(
            policy.maxCrashes() + 1,
            slot.index(),
            Durations.text(policy.period()),
            reason == null ? exit.status() : reason.text());
  }

  private void pause(Slot slot, String account, long now) {
    Duration length = slot.pause(now);
    Duration told = Duration.ofSeconds(length.toSeconds());
    context.log().log(Level.ERROR, account + "; the slot pauses for " + Durations.text(told));
    context.listener().restartsPaused(slot.index(), length, account);
  }

  private void failPool(StartFailures.@Nullable Verdict verdict) {
    if (verdict != null) {
      gate.failed(verdict.ending(), TaskError.of("Skipped", verdict.message()));
    }
  }
}
