package dev.reeve.supervisor.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the workers of a pool did with their time, and which tasks took longest. A running pool
 * tells it in {@link PoolSnapshot#insights}, one that has ended in {@link RunSummary#insights}:
 *
 * <pre>{@code
 * RunSummary summary = pool.finish();
 * System.out.println(summary.insights().toText());
 * }</pre>
 *
 * @param slots one entry for each slot that had a process, by number
 * @param slowest the tasks that took longest, at most {@link #MOST_SLOWEST}, the slowest first
 */
public record Insights(List<SlotUse> slots, List<SlowTask> slowest) {

  /** Number of tasks that are kept as the slowest. */
  public static final int MOST_SLOWEST = 5;

  /** Insights into a pool that has had no worker. */
  public static final Insights NONE = new Insights(List.of(), List.of());

  private static final Comparator<SlowTask> SLOWEST_FIRST =
      Comparator.comparing(SlowTask::duration).reversed();

  public Insights {
    slots = List.copyOf(slots);
    slowest = List.copyOf(slowest);
  }

  /**
   * The use of one place in the pool by all processes that had it.
   *
   * @param slot the place, from 0
   * @param processes number of processes that were started there
   * @param tasks attempts that they answered
   * @param times the sum of their times
   */
  public record SlotUse(int slot, int processes, long tasks, WorkerTimes times) {

    /** Returns the sum of this use and another of the same slot. */
    public SlotUse plus(SlotUse other) {
      return new SlotUse(
          slot, processes + other.processes, tasks + other.tasks, times.plus(other.times));
    }
  }

  /** Returns the insights that reports of processes give. */
  static Insights of(List<WorkerReport> reports, List<SlowTask> slowest) {
    Map<Integer, SlotUse> uses = new TreeMap<>();
    for (WorkerReport report : reports) {
      SlotUse use = new SlotUse(report.slot(), 1, report.tasks(), report.times());
      uses.merge(report.slot(), use, SlotUse::plus);
    }
    return new Insights(List.copyOf(uses.values()), slowest);
  }

  /** Returns the slowest of both lists. */
  static List<SlowTask> slowestOf(List<SlowTask> some, List<SlowTask> others) {
    List<SlowTask> all = new ArrayList<>(some);
    all.addAll(others);
    all.sort(SLOWEST_FIRST);
    return List.copyOf(all.subList(0, Math.min(MOST_SLOWEST, all.size())));
  }

  /** Returns the sum of all slots' times. */
  public WorkerTimes times() {
    return slots.stream().map(SlotUse::times).reduce(WorkerTimes.NONE, WorkerTimes::plus);
  }

  /**
   * Returns the insights as a table for people, of some lines that each end with a line break. The
   * share in its last column is the time in handlers of the whole time.
   */
  public String toText() {
    return InsightsText.of(this);
  }
}
