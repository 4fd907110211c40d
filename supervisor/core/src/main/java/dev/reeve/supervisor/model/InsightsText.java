package dev.reeve.supervisor.model;

import dev.reeve.supervisor.model.Insights.SlotUse;
import dev.reeve.text.Durations;
import dev.reeve.text.Printable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Text of {@link Insights} for people. */
final class InsightsText {
  /** Most slots with a row of their own; the last row has the sum of all. */
  private static final int MOST_ROWS = 40;

  private final StringBuilder text = new StringBuilder();

  private InsightsText() {}

  static String of(Insights insights) {
    InsightsText text = new InsightsText();
    text.slots(insights.slots());
    text.slowest(insights.slowest());
    return text.text.toString();
  }

  private void slots(List<SlotUse> slots) {
    row("worker", "processes", "tasks", "starting", "working", "waiting", "ending", "busy");
    slots
        .subList(0, Math.min(MOST_ROWS, slots.size()))
        .forEach(slot -> row(Integer.toString(slot.slot()), slot));
    slots.stream().reduce(SlotUse::plus).ifPresent(sum -> row("all", sum));
  }

  private void row(String name, SlotUse use) {
    WorkerTimes times = use.times();
    row(
        name,
        Integer.toString(use.processes()),
        Long.toString(use.tasks()),
        rounded(times.starting()),
        rounded(times.working()),
        rounded(times.waiting()),
        rounded(times.ending()),
        share(times.working(), times.total()));
  }

  private void row(Object... columns) {
    text.append(String.format(Locale.ROOT, "%6s %9s %9s %9s %9s %9s %9s %6s\n", columns));
  }

  private static String rounded(Duration time) {
    return Durations.rounded(time.toNanos());
  }

  private static String share(Duration part, Duration whole) {
    return whole.isZero() ? "-" : Math.round(100.0 * part.toNanos() / whole.toNanos()) + " %";
  }

  private void slowest(List<SlowTask> tasks) {
    if (!tasks.isEmpty()) {
      text.append("slowest tasks\n");
    }
    for (SlowTask task : tasks) {
      text.append(String.format(Locale.ROOT, "%9s  ", rounded(task.duration())))
          .append(Printable.onOneLine(task.id()))
          .append("  ")
          .append(Printable.onOneLine(task.handler()))
          .append("  worker ")
          .append(task.worker().slot())
          .append(" (pid ")
          .append(task.worker().pid())
          .append(task.status() == TaskStatus.SUCCEEDED ? ")\n" : ")  " + status(task) + '\n');
    }
  }

  private static String status(SlowTask task) {
    return task.status().word().replace('_', ' ');
  }
}
