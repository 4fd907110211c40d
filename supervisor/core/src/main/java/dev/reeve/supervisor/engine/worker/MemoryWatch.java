package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.MemoryUse;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import dev.reeve.text.Durations;
import dev.reeve.text.Sizes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What follows from what workers tell of their memory: warnings, and the wish to recycle one. */
final class MemoryWatch {
  private final long maxResident;
  private final SupervisorLog log;
  private boolean toldLimitIsTooLow;

  /**
   * @param maxResident bytes past which a worker is recycled, 0 for no limit
   */
  MemoryWatch(long maxResident, SupervisorLog log) {
    this.maxResident = maxResident;
    this.log = log;
  }

  /**
   * A worker tells of its memory.
   *
   * @return why it is to be recycled; null if it is not
   */
  @Nullable String heard(Worker worker, MemoryUse use, long now) {
    worker.remember(use, now);
    if (!worker.toldGrowth && worker.memory.onlyGrows()) {
      worker.toldGrowth = true;
      tellGrowth(worker, now);
    }
    return maxResident > 0 && use.resident() > maxResident ? pastLimit(worker, use) : null;
  }

  /**
   * A process that has not worked yet is not to blame for its size, and the next would be as big:
   * to recycle it would go on for ever.
   */
  private @Nullable String pastLimit(Worker worker, MemoryUse use) {
    String sizes =
        Sizes.mebibytes(use.resident()) + " resident, past " + Sizes.mebibytes(maxResident);
    if (worker.answered > 0 || worker.running() != null) {
      return sizes;
    }
    if (!toldLimitIsTooLow) {
      toldLimitIsTooLow = true;
      log.log(
          Level.WARNING,
          StopLadder.describe(worker)
              + " has "
              + sizes
              + ", before its first task: each worker will be replaced after one;"
              + " a higher --max-worker-memory avoids that");
    }
    return null;
  }

  private void tellGrowth(Worker worker, long now) {
    Duration life = Duration.ofSeconds(Duration.ofNanos(now - worker.readySince).toSeconds());
    String advice =
        maxResident > 0
            ? "it is replaced past " + Sizes.mebibytes(maxResident)
            : "--max-worker-memory replaces a worker in time";
    log.log(
        Level.WARNING,
        "%s only ever grows: from %s to %s resident in %s; a handler may leak, %s"
            .formatted(
                StopLadder.describe(worker),
                Sizes.mebibytes(worker.memory.first()),
                Sizes.mebibytes(worker.memory.last()),
                Durations.text(life),
                advice));
  }
}
