package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.TaskTracker;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.process.StartFailure;
import dev.reeve.supervisor.process.WorkerExit;
import dev.reeve.text.Durations;
import org.jspecify.annotations.Nullable;

/**
 * When a slot that has lost its worker gets another, and when that means that the pool can't go on.
 */
final class Restarts {
  private final StartFailures trouble = new StartFailures();
  private final boolean single;
  private final TaskTracker book;

  /**
   * @param single whether a process that has ended is not replaced
   * @param book whose tasks would be left behind then
   */
  Restarts(boolean single, TaskTracker book) {
    this.single = single;
    this.book = book;
  }

  /** A worker answered {@code initialize}. */
  void oneIsReady() {
    trouble.oneIsReady();
  }

  boolean noneWasEverReady() {
    return trouble.noneWasEverReady();
  }

  /**
   * A process could not be started at all.
   *
   * @param othersLive whether the pool can go on with fewer
   * @return why the pool can't go on; null if it can
   */
  StartFailures.@Nullable Verdict startFailed(
      Slot slot, StartFailure failure, boolean othersLive, long now) {
    slot.intensity.startFailed(now);
    slot.restartAt.set(now, slot.intensity.delay(now));
    return trouble.startFailed(failure, othersLive);
  }

  /**
   * A process has ended. One that ended as planned is replaced at once.
   *
   * @return why the pool can't go on; null if it can
   */
  StartFailures.@Nullable Verdict joined(
      Slot slot, Worker worker, WorkerExit exit, boolean crashed, long now) {
    StopReason reason = worker.stopReason;
    if (!crashed && (reason == null || !reason.kind().countsAsCrash())) {
      return null;
    }
    if (single) {
      return book.unsettled() == 0 ? null : StartFailures.endedAlone(exit);
    }
    backOffAfterCrash(slot, now);
    if (!worker.wasReady && trouble.noneWasEverReady()) {
      return trouble.diedBeforeReady(exit);
    }
    return slot.intensity.isExceeded() ? tooMany(slot, exit) : null;
  }

  /** A process could not be joined: what holds it may hold the next one, too. */
  void notJoined(Slot slot, long now) {
    backOffAfterCrash(slot, now);
  }

  private static void backOffAfterCrash(Slot slot, long now) {
    slot.intensity.crashed(now);
    slot.restartAt.set(now, slot.intensity.delay(now));
  }

  private static StartFailures.Verdict tooMany(Slot slot, WorkerExit exit) {
    String text =
        "%d workers died in slot %d within %s, the last one: %s"
            .formatted(
                RestartIntensity.MAX_CRASHES + 1,
                slot.index,
                Durations.text(RestartIntensity.PERIOD),
                exit.status());
    return new StartFailures.Verdict(RunEnding.WORKERS_KEEP_DYING, text);
  }
}
