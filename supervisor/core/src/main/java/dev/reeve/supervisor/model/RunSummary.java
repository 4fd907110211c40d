package dev.reeve.supervisor.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to.
 *
 * @param ending why it ended
 * @param message more on that, for people; null when all is well
 * @param counts tasks by status; every status is a key
 * @param wall from the start of the supervisor to the joining of its last worker
 * @param workers every process ever started, in the order of their starts
 * @param unjoined process ids that could not be joined: empty unless the system misbehaves
 */
public record RunSummary(
    RunEnding ending,
    @Nullable String message,
    Map<TaskStatus, Long> counts,
    Duration wall,
    List<WorkerReport> workers,
    List<Long> unjoined) {
  public RunSummary {
    counts = Map.copyOf(counts);
    workers = List.copyOf(workers);
    unjoined = List.copyOf(unjoined);
  }

  /** The same and what processes of their own came to, whose workers have those slots. */
  public RunSummary plus(RunSummary other, int slot) {
    Map<TaskStatus, Long> sums = new EnumMap<>(TaskStatus.class);
    for (TaskStatus status : TaskStatus.values()) {
      sums.put(status, count(status) + other.count(status));
    }
    List<WorkerReport> reports = new ArrayList<>(workers);
    other.workers.forEach(report -> reports.add(report.inSlot(slot)));
    List<Long> left = new ArrayList<>(unjoined);
    left.addAll(other.unjoined);
    return new RunSummary(ending, message, sums, wall, reports, left);
  }

  /** All tasks together. */
  public long total() {
    long total = 0;
    for (long count : counts.values()) {
      total += count;
    }
    return total;
  }

  /** Tasks with that status. */
  public long count(TaskStatus status) {
    return counts.getOrDefault(status, 0L);
  }
}
