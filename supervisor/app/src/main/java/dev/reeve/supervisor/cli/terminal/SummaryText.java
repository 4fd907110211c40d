package dev.reeve.supervisor.cli.terminal;

import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WorkerReport;
import dev.reeve.text.Counts;
import dev.reeve.text.Durations;
import dev.reeve.text.Printable;
import dev.reeve.text.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The closing summary for people. */
public final class SummaryText {
  /** Workers listed; of a pool that restarts for days, the last say most. */
  private static final int MOST_WORKERS = 40;

  private SummaryText() {}

  /**
   * {@code 100 tasks in 1.2s (81.3/s): 98 succeeded, 2 failed; exit code 1}, and before the exit
   * code, if there are any, {@code 900 already done: 899 succeeded, 1 failed}.
   *
   * @param resumed tasks that earlier runs had done, by status
   */
  public static String line(RunSummary summary, Map<TaskStatus, Long> resumed, int exitCode) {
    double seconds = summary.wall().toNanos() / 1e9;
    double rate = seconds > 0 ? summary.total() / seconds : 0;
    return String.format(
        Locale.ROOT,
        "%s in %s (%.1f/s): %s; %sexit code %d",
        Counts.of(summary.total(), "task"),
        Durations.rounded(summary.wall().toNanos()),
        rate,
        counts(summary.counts()),
        alreadyDone(resumed),
        exitCode);
  }

  private static String alreadyDone(Map<TaskStatus, Long> resumed) {
    long total = resumed.values().stream().mapToLong(Long::longValue).sum();
    return total == 0 ? "" : total + " already done: " + counts(resumed) + "; ";
  }

  private static String counts(Map<TaskStatus, Long> counts) {
    List<String> parts = new ArrayList<>();
    for (TaskStatus status : TaskStatus.values()) {
      long count = counts.getOrDefault(status, 0L);
      if (count > 0 || status == TaskStatus.SUCCEEDED) {
        parts.add(count + " " + status.word().replace('_', ' '));
      }
    }
    return String.join(", ", parts);
  }

  /** A table of all workers, with a heading; each line ended. Empty if none was started. */
  public static String workers(List<WorkerReport> workers) {
    if (workers.isEmpty()) {
      return "";
    }
    StringBuilder table = new StringBuilder();
    table.append(row("worker", "pid", "tasks", "memory", "exit", "ended because"));
    int first = Math.max(0, workers.size() - MOST_WORKERS);
    if (first > 0) {
      table.append("  (").append(first).append(" earlier ones left out)\n");
    }
    workers.subList(first, workers.size()).forEach(worker -> table.append(row(worker)));
    return table.toString();
  }

  private static String row(WorkerReport worker) {
    return row(
        worker.slot() + "." + worker.generation(),
        Long.toString(worker.pid()),
        Long.toString(worker.tasks()),
        worker.peakResidentBytes() < 0 ? "-" : Sizes.rounded(worker.peakResidentBytes()),
        exit(worker),
        (worker.crashed() ? "crashed: " : "") + Printable.onOneLine(worker.reason()));
  }

  private static String exit(WorkerReport worker) {
    if (worker.exitCode() == null) {
      return "not joined";
    }
    return worker.signal() == null
        ? worker.exitCode().toString()
        : worker.exitCode() + " " + worker.signal();
  }

  private static String row(
      String worker, String pid, String tasks, String memory, String exit, String reason) {
    return String.format(
        Locale.ROOT, "  %-7s %8s %9s %8s  %-10s %s%n", worker, pid, tasks, memory, exit, reason);
  }
}
