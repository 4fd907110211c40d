package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.MemoryUse;
import dev.reeve.supervisor.model.SupervisorLog;

/** Planned ends of workers that have done enough, or grown too big. */
final class Recycling {
  private final StopLadder ladder;
  private final MemoryWatch memory;
  private final long maxTasks;

  Recycling(PoolSettings settings, StopLadder ladder, SupervisorLog log) {
    this.ladder = ladder;
    this.memory = new MemoryWatch(settings.worker().maxResidentBytes(), log);
    this.maxTasks = settings.worker().maxTasks();
  }

  void recycle(Worker worker, String why, long now) {
    ladder.begin(worker, new StopReason(StopReason.Kind.RECYCLE, "recycled: " + why), now);
  }

  /** A worker has nothing more to do. */
  void idle(Worker worker, long now) {
    if (maxTasks > 0 && worker.given >= maxTasks) {
      recycle(worker, "it has done its " + worker.given + " tasks", now);
    }
  }

  /** A worker tells of its memory. */
  void heard(Worker worker, MemoryUse use, long now) {
    String why = memory.heard(worker, use, now);
    if (why != null) {
      recycle(worker, why, now);
    }
  }
}
