package dev.reeve.supervisor.serve.page;

import dev.reeve.supervisor.model.SupervisorListener.Worker;
import dev.reeve.supervisor.model.WorkerReport;
import org.jspecify.annotations.Nullable;

/** One worker process, from its start until its end is known. Not thread-safe. */
final class WorkerLife {
  private final Worker worker;
  private final double startMillis;
  private double endMillis = Double.NaN;
  private long residentBytes;
  private long peakBytes;
  private long tasks;
  private @Nullable WorkerReport report;

  WorkerLife(Worker worker, double startMillis) {
    this.worker = worker;
    this.startMillis = startMillis;
  }

  void taskEnded() {
    tasks++;
  }

  void memory(long bytes) {
    residentBytes = bytes;
    peakBytes = Math.max(peakBytes, bytes);
  }

  void ended(WorkerReport end, double millis) {
    report = end;
    endMillis = millis;
    tasks = end.tasks();
    residentBytes = Math.max(0, end.memory().lastBytes());
    peakBytes = Math.max(peakBytes, end.peakResidentBytes());
  }

  Worker worker() {
    return worker;
  }

  double startMillis() {
    return startMillis;
  }

  /** Returns NaN while it lives. */
  double endMillis() {
    return endMillis;
  }

  /** Returns the resident memory at the last look; 0 if it is not known. */
  long residentBytes() {
    return residentBytes;
  }

  /** Returns the largest resident memory; 0 if it is not known. */
  long peakBytes() {
    return peakBytes;
  }

  /** Returns the attempts that it has answered. */
  long tasks() {
    return tasks;
  }

  /** Returns the report of its end; null while it lives. */
  @Nullable WorkerReport report() {
    return report;
  }
}
