package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.model.WorkerReport;
import dev.reeve.supervisor.process.ExitStatus;
import dev.reeve.supervisor.process.WorkerExit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports of all processes that have ended or were given up. */
public final class WorkerReports {
  private static final Comparator<WorkerReport> ORDER =
      Comparator.comparingInt(WorkerReport::slot).thenComparingInt(WorkerReport::generation);

  private final List<WorkerReport> reports = new ArrayList<>();
  private final List<Long> unjoined = new ArrayList<>();

  /** Adds a process that was joined. */
  WorkerReport joined(Worker worker, WorkerExit exit, WorkerEnd end) {
    ExitStatus status = exit.status();
    WorkerReport report =
        report(worker, status.code(), status.signal(), end.crashed(), reason(end, exit));
    reports.add(report);
    return report;
  }

  private static String reason(WorkerEnd end, WorkerExit exit) {
    return exit.crash() == null ? end.reason() : end.reason() + ": " + exit.crash().text();
  }

  /** Adds a process that could not be joined. */
  void notJoined(Worker worker) {
    reports.add(report(worker, null, null, false, "can't be joined, even after SIGKILL"));
    unjoined.add(worker.identity().pid());
  }

  private static WorkerReport report(
      Worker worker,
      @Nullable Integer exitCode,
      @Nullable String signal,
      boolean crashed,
      String reason) {
    return new WorkerReport(
        worker.key().slot(),
        worker.key().generation(),
        worker.identity().pid(),
        exitCode,
        signal,
        worker.attempts().answered(),
        worker.memory().report(),
        crashed,
        reason,
        worker.exitResult());
  }

  /** Returns all reports, by slot, then by generation. */
  public List<WorkerReport> all() {
    List<WorkerReport> sorted = new ArrayList<>(reports);
    sorted.sort(ORDER);
    return List.copyOf(sorted);
  }

  /** Returns the process ids of the processes that could not be joined. */
  public List<Long> unjoined() {
    return List.copyOf(unjoined);
  }
}
