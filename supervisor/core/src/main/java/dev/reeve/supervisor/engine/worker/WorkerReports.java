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
  private final EngineContext context;

  WorkerReports(EngineContext context) {
    this.context = context;
  }

  /** Adds a process that was joined; returns its report, with what it has left in any case. */
  WorkerReport joined(Worker worker, WorkerExit exit, WorkerEnd end, long now) {
    ExitStatus status = exit.status();
    WorkerReport report = report(worker, status, end.crashed(), reason(end, exit), now);
    reports.add(context.exitResults().kept(report, context.log()));
    return report;
  }

  private static String reason(WorkerEnd end, WorkerExit exit) {
    return exit.crash() == null ? end.reason() : end.reason() + ": " + exit.crash().text();
  }

  /** Adds a process that could not be joined. */
  void notJoined(Worker worker, long now) {
    reports.add(report(worker, null, false, "can't be joined, even after SIGKILL", now));
    unjoined.add(worker.identity().pid());
  }

  private static WorkerReport report(
      Worker worker, @Nullable ExitStatus status, boolean crashed, String reason, long now) {
    return new WorkerReport(
        worker.key().slot(),
        worker.key().generation(),
        worker.identity().pid(),
        status == null ? null : status.code(),
        status == null ? null : status.signal(),
        worker.attempts().answered(),
        worker.memory().report(),
        crashed,
        reason,
        worker.times(now),
        worker.exitResult(),
        false);
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
