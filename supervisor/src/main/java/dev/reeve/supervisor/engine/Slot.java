package dev.reeve.supervisor.engine;

import org.jspecify.annotations.Nullable;

/** A stable place in the pool: at most one worker at a time, a new generation for each. */
final class Slot {
  final int index;
  final RestartIntensity intensity;

  /** Before this no new process is started here; unset: any time. */
  final Deadline restartAt = new Deadline();

  @Nullable Worker worker;
  int generation;

  Slot(int index, RestartIntensity intensity) {
    this.index = index;
    this.intensity = intensity;
  }

  boolean mayStart(long now) {
    return worker == null && (!restartAt.isSet() || restartAt.isDue(now));
  }

  /** The worker's process has gone; the next is of a new generation. */
  void free(Worker gone) {
    gone.become(WorkerState.EXITED);
    worker = null;
    generation++;
  }
}
