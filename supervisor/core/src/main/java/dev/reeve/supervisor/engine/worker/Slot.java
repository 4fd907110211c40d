package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.Deadline;
import org.jspecify.annotations.Nullable;

/** A stable place in the pool: at most one worker at a time, a new generation for each. */
public final class Slot {
  public final int index;
  final RestartIntensity intensity;

  /** Before this no new process is started here; unset: any time. */
  final Deadline restartAt = new Deadline();

  public @Nullable Worker worker;
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
