package dev.reeve.supervisor.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The summary of a run that has ended.
 *
 * @param ending reason for the end
 * @param message details of the reason, for people; null if all tasks were run
 * @param counts tasks by status; every status is a key
 * @param wall from the start of the supervisor to the joining of its last worker
 * @param workers every process ever started, in the order of their starts
 * @param unjoined ids of processes that could not be joined; normally empty
 * @param slowest the tasks that took longest, at most {@link Insights#MOST_SLOWEST}, the slowest
 *     first
 */
public record RunSummary(
    RunEnding ending,
    @Nullable String message,
    Map<TaskStatus, Long> counts,
    Duration wall,
    List<WorkerReport> workers,
    List<Long> unjoined,
    List<SlowTask> slowest) {
  public RunSummary {
    counts = Map.copyOf(counts);
    workers = List.copyOf(workers);
    unjoined = List.copyOf(unjoined);
    slowest = List.copyOf(slowest);
  }

  /** Makes a summary that names no slow tasks. */
  public RunSummary(
      RunEnding ending,
      @Nullable String message,
      Map<TaskStatus, Long> counts,
      Duration wall,
      List<WorkerReport> workers,
      List<Long> unjoined) {
    this(ending, message, counts, wall, workers, unjoined, List.of());
  }

  /** Returns the sum of this and the summary of a single process beside the pool. */
  public RunSummary plus(RunSummary other) {
    Map<TaskStatus, Long> sums = new EnumMap<>(TaskStatus.class);
    for (TaskStatus status : TaskStatus.values()) {
      sums.put(status, count(status) + other.count(status));
    }
    List<WorkerReport> reports = new ArrayList<>(workers);
    reports.addAll(other.workers);
    List<Long> allUnjoined = new ArrayList<>(unjoined);
    allUnjoined.addAll(other.unjoined);
    return new RunSummary(
        ending,
        message,
        sums,
        wall,
        reports,
        allUnjoined,
        Insights.slowestOf(slowest, other.slowest));
  }

  /** Returns what the workers did with their time, by slot, and which tasks took longest. */
  public Insights insights() {
    return Insights.of(workers, slowest);
  }

  /** Returns the number of all tasks. */
  public long total() {
    long total = 0;
    for (long count : counts.values()) {
      total += count;
    }
    return total;
  }

  /** Returns the number of tasks with that status. */
  public long count(TaskStatus status) {
    return counts.getOrDefault(status, 0L);
  }
}
