package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.Outcome;
import dev.reeve.supervisor.engine.task.TaskTracker;

/** Attempts that leave a worker's hands by its own answer: ended, or given back. */
final class AttemptCompletion {
  private final TaskTracker book;
  private final NestedTasks nested;
  private final PrefetchWindow window;
  private final WorkerWatch watch;
  private final Recycling recycling;
  private final StopLadder ladder;

  AttemptCompletion(
      TaskTracker book,
      NestedTasks nested,
      PrefetchWindow window,
      WorkerWatch watch,
      Recycling recycling,
      StopLadder ladder) {
    this.book = book;
    this.nested = nested;
    this.window = window;
    this.watch = watch;
    this.recycling = recycling;
    this.ladder = ladder;
  }

  /** It has ended, well or not. */
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

  /** It was not begun. */
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
      recycling.idle(worker, now);
    } else {
      ladder.taskFinished(worker, now);
    }
  }
}
