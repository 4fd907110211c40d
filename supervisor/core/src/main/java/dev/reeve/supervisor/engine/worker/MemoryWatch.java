package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.MemoryUse;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.text.Durations;
import dev.reeve.text.Sizes;
import java.time.Duration;

/** Judges the memory that workers report: warns of growth, and replaces workers past the limit. */
final class MemoryWatch {
  private final long maxResident;
  private final SupervisorLog log;
  private boolean toldLimitIsTooLow;

  /**
   * @param maxResident bytes past which a worker is replaced, 0 for no limit
   */
  MemoryWatch(long maxResident, SupervisorLog log) {
    this.maxResident = maxResident;
    this.log = log;
  }

  /** Handles a report of a worker's memory. */
  void reported(Worker worker, MemoryUse use, long now) {
    worker.memory().add(use, now);
    if (worker.memory().growthIsNews()) {
      tellGrowth(worker, now);
    }
    if (maxResident > 0 && use.resident() > maxResident) {
      pastLimit(worker, use, now);
    }
  }

  /**
   * Replaces a worker, unless it has not run a task yet: then it is not to blame for its size, the
   * next would be as big, and workers would be replaced for ever.
   */
  private void pastLimit(Worker worker, MemoryUse use, long now) {
    String sizes =
        Sizes.mebibytes(use.resident()) + " resident, past " + Sizes.mebibytes(maxResident);
    if (worker.attempts().answered() > 0 || worker.attempts().running() != null) {
      worker.stop(StopReason.recycle(sizes), now);
    } else if (!toldLimitIsTooLow) {
      toldLimitIsTooLow = true;
      log.log(
          Level.WARNING,
          worker.name()
              + " has "
              + sizes
              + ", before its first task: each worker will be replaced after one;"
              + " a higher --max-worker-memory avoids that");
    }
  }

  private void tellGrowth(Worker worker, long now) {
    Duration life = Duration.ofSeconds(Duration.ofNanos(now - worker.readySince()).toSeconds());
    String advice =
        maxResident > 0
            ? "it is replaced past " + Sizes.mebibytes(maxResident)
            : "--max-worker-memory replaces a worker in time";
    log.log(
        Level.WARNING,
        "%s only ever grows: from %s to %s resident in %s; a handler may leak, %s"
            .formatted(
                worker.name(),
                Sizes.mebibytes(worker.memory().first()),
                Sizes.mebibytes(worker.memory().last()),
                Durations.text(life),
                advice));
  }
}
