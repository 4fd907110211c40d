package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.model.WorkerReport;
import dev.reeve.supervisor.process.ExitStatus;
import dev.reeve.supervisor.process.WorkerExit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every process that was ever started, and how it ended. */
public final class WorkerReports {
  private final List<WorkerReport> reports = new ArrayList<>();
  private final List<Long> unjoined = new ArrayList<>();

  /** A process was joined. */
  WorkerReport joined(Worker worker, WorkerExit exit, WorkerEnd end) {
    ExitStatus status = exit.status();
    WorkerReport report =
        report(worker, status.code(), status.signal(), end.crashed(), end.reason());
    reports.add(report);
    return report;
  }

  /** A process could not be joined, whatever was done. */
  void unjoined(Worker worker) {
    reports.add(report(worker, null, null, false, "can't be joined, even after SIGKILL"));
    unjoined.add(worker.pid);
  }

  private static WorkerReport report(
      Worker worker,
      @Nullable Integer exitCode,
      @Nullable String signal,
      boolean crashed,
      String reason) {
    return new WorkerReport(
        worker.key.slot(),
        worker.key.generation(),
        worker.pid,
        exitCode,
        signal,
        worker.answered,
        worker.memory.report(),
        crashed,
        reason);
  }

  /** By slot, then by generation. */
  public List<WorkerReport> all() {
    List<WorkerReport> sorted = new ArrayList<>(reports);
    sorted.sort(WorkerReports::inOrder);
    return List.copyOf(sorted);
  }

  private static int inOrder(WorkerReport one, WorkerReport other) {
    return one.slot() == other.slot()
        ? Integer.compare(one.generation(), other.generation())
        : Integer.compare(one.slot(), other.slot());
  }

  public List<Long> unjoined() {
    return List.copyOf(unjoined);
  }
}
