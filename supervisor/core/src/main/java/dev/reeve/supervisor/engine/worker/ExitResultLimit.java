package dev.reeve.supervisor.engine.worker;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.model.WorkerReport;
import dev.reeve.text.Sizes;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the memory that exit results take until the end of a run, however many processes leave
 * one. The loops of a pool and of the processes beside it share it. Thread-safe.
 */
final class ExitResultLimit {
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * Returns the report as it is kept: without its exit result if that does not fit.
   *
   * @param log told of the first that does not fit
   */
  WorkerReport kept(WorkerReport report, SupervisorLog log) {
    Json result = report.exitResult();
    if (result == null || fits(result.length())) {
      return report;
    }
    if (told.compareAndSet(false, true)) {
      log.log(
          SupervisorLog.Level.WARNING,
          "the exit result of worker %d.%d is not kept, nor are later ones that do not fit: those of a run take %s at most; SupervisorListener.workerExited gets each"
              .formatted(
                  report.slot(),
                  report.generation(),
                  Sizes.mebibytes(WorkerReport.MAX_EXIT_RESULTS_BYTES)));
    }
    return report.withoutExitResult();
  }

  private boolean fits(int length) {
    if (bytes.addAndGet(length) <= WorkerReport.MAX_EXIT_RESULTS_BYTES) {
      return true;
    }
    bytes.addAndGet(-length);
    return false;
  }
}
