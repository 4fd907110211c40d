package dev.reeve.supervisor.serve.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The latest bars, or the longest: if there are too many, half of them go, first those that are too
 * old, then the shortest; of those that did not succeed a quarter of the room is kept. Not
 * thread-safe.
 */
final class TaskBars {
  static final int MOST = 6_000;

  /** Failed ones first, then the longer ones. */
  private static final Comparator<TaskBar> BY_LENGTH =
      Comparator.comparingDouble(TaskBar::millis).reversed();

  private final double keptMillis;
  private List<TaskBar> bars = new ArrayList<>();
  private long added;
  private long leftOut;

  /**
   * @param keptMillis age at which a bar may go; infinite if none is too old
   */
  TaskBars(double keptMillis) {
    this.keptMillis = keptMillis;
  }

  /** Returns the number that the next bar is to have. */
  long nextNumber() {
    return added + 1;
  }

  void add(TaskBar bar) {
    added++;
    bars.add(bar);
    if (bars.size() > MOST) {
      thin(bar.endMillis());
    }
  }

  private void thin(double now) {
    bars.removeIf(bar -> bar.endMillis() < now - keptMillis);
    if (bars.size() <= MOST / 2) {
      return;
    }
    List<TaskBar> kept = thinned(bars, MOST / 2);
    leftOut += bars.size() - kept.size();
    bars = kept;
  }

  private static List<TaskBar> thinned(List<TaskBar> all, int most) {
    List<TaskBar> kept = longest(all.stream().filter(bar -> !bar.isGood()).toList(), most / 2);
    kept.addAll(longest(all.stream().filter(TaskBar::isGood).toList(), most - kept.size()));
    kept.sort(Comparator.comparingLong(TaskBar::number));
    return kept;
  }

  private static List<TaskBar> longest(List<TaskBar> some, int count) {
    List<TaskBar> sorted = new ArrayList<>(some);
    if (sorted.size() > count) {
      sorted.sort(BY_LENGTH);
      sorted.subList(count, sorted.size()).clear();
    }
    return sorted;
  }

  /** Returns the bars with a larger number, in the order of their ends. */
  List<TaskBar> after(long number) {
    int from = bars.size();
    while (from > 0 && bars.get(from - 1).number() > number) {
      from--;
    }
    return List.copyOf(bars.subList(from, bars.size()));
  }

  /** Returns at most so many of these bars: those that failed and the longest. */
  List<TaskBar> after(long number, int most) {
    List<TaskBar> some = after(number);
    return some.size() <= most ? some : thinned(some, most);
  }

  /** Returns the number of the last bar; 0 if there was none. */
  long last() {
    return added;
  }

  /** Returns the number of short ones that had no room. */
  long leftOut() {
    return leftOut;
  }
}
