package dev.reeve.supervisor.cli.terminal;

import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.progress.ProgressNumbers;
import dev.reeve.supervisor.run.RunProgress;
import dev.reeve.text.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The progress line of a person's screen: {@code backup ━━━━━━╸─── 76/200 38% 2 failed 9.9/s ETA
 * 0:10}. On a narrow screen the less important numbers are left out first, then the name, then the
 * bar.
 */
public final class ProgressBar implements ProgressPainter.Drawing {
  private static final String GAP = "  ";
  private static final int LONGEST_NAME = 24;
  private static final int LONGEST_BAR = 30;
  private static final int SHORTEST_BAR = 5;

  /** With a name beside it a bar must not be shorter. */
  private static final int SHORTEST_BAR_BY_NAME = 10;

  /** Fewer columns leave no room for the rate beside a bar. */
  private static final int NARROW = 60;

  private final @Nullable String name;
  private final TerminalStyle style;
  private final ScreenColumns columns;
  private final boolean showsWorkers;

  private record Part(String text, int importance, boolean failed) {}

  /**
   * @param name of the job; null if it has none
   * @param showsWorkers whether workers follow as far as there is room
   */
  public ProgressBar(
      @Nullable String name, TerminalStyle style, ScreenColumns columns, boolean showsWorkers) {
    this.name = name;
    this.style = style;
    this.columns = columns;
    this.showsWorkers = showsWorkers;
  }

  @Override
  public String of(RunProgress progress, double tasksPerSecond) {
    int room = columns.now() - 1;
    List<Part> parts = parts(progress, tasksPerSecond, room < NARROW);
    while (width(parts) > room && parts.size() > 1) {
      parts.remove(leastImportant(parts));
    }
    int left = room - width(parts) - GAP.length();
    StringBuilder line = new StringBuilder();
    int bar = progress.tasks() > 0 ? Math.min(LONGEST_BAR, left) : 0;
    String title = title(left, bar > 0);
    if (!title.isEmpty()) {
      line.append(title).append(GAP);
      bar = Math.min(bar, left - TerminalText.width(title) - GAP.length());
    }
    if (bar >= SHORTEST_BAR) {
      line.append(bar(progress, bar)).append(GAP);
    }
    appendNumbers(line, parts);
    if (showsWorkers) {
      ProgressLine.appendWorkers(line, progress.pool(), visibleWidth(title, bar, parts), room);
    }
    return line.toString();
  }

  private static int visibleWidth(String title, int bar, List<Part> parts) {
    int width = width(parts);
    width += title.isEmpty() ? 0 : TerminalText.width(title) + GAP.length();
    return width + (bar >= SHORTEST_BAR ? bar + GAP.length() : 0);
  }

  /** Returns the name, cut; empty if there is none, or no room for it. */
  private String title(int left, boolean hasBar) {
    if (name == null) {
      return "";
    }
    String title = TerminalText.cut(Printable.onOneLine(name), LONGEST_NAME);
    int needed = TerminalText.width(title) + (hasBar ? SHORTEST_BAR_BY_NAME + GAP.length() : 0);
    return needed <= left ? title : "";
  }

  private static List<Part> parts(RunProgress progress, double perSecond, boolean narrow) {
    PoolSnapshot pool = progress.pool();
    long total = progress.tasks();
    long done = pool.succeeded() + pool.failed();
    long ended = pool.succeeded() + pool.unsuccessful();
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(total < 0 ? done + " done" : done + "/" + total, 9, false));
    if (total > 0) {
      parts.add(new Part(ended * 100 / total + "%", 5, false));
    }
    if (pool.condition().paused()) {
      parts.add(new Part("paused", 10, false));
    }
    if (pool.failed() > 0) {
      parts.add(new Part(pool.failed() + " failed", 8, true));
    }
    if (ended > done) {
      parts.add(new Part(ended - done + " skipped", 4, false));
    }
    if (total < 0) {
      parts.add(new Part(pool.running() + " running", 6, false));
    }
    if (pool.heldBack() != null) {
      parts.add(new Part("held back: " + pool.heldBack(), pool.running() == 0 ? 10 : 6, false));
    }
    if (perSecond > 0 && (!narrow || total < 0)) {
      parts.add(new Part(ProgressNumbers.rate(perSecond), 3, false));
    }
    if (total > 0 && perSecond > 0 && ended < total && !pool.condition().paused()) {
      parts.add(new Part("ETA " + ProgressNumbers.eta((total - ended) / perSecond), 7, false));
    }
    return parts;
  }

  private static Part leastImportant(List<Part> parts) {
    return parts.stream().min(Comparator.comparingInt(Part::importance)).orElseThrow();
  }

  private static int width(List<Part> parts) {
    int width = -GAP.length();
    for (Part part : parts) {
      width += part.text().length() + GAP.length();
    }
    return width;
  }

  private void appendNumbers(StringBuilder line, List<Part> parts) {
    String gap = "";
    for (Part part : parts) {
      line.append(gap).append(part.failed() ? style.red(part.text()) : part.text());
      gap = GAP;
    }
  }

  private String bar(RunProgress progress, int width) {
    long ended = progress.pool().succeeded() + progress.pool().unsuccessful();
    long halves = Math.min(2L * width, 2L * width * ended / progress.tasks());
    int full = (int) (halves / 2);
    boolean half = halves % 2 == 1;
    String done = (style.unicode() ? "━" : "=").repeat(full);
    String edge = half ? (style.unicode() ? "╸" : "-") : "";
    String rest = (style.unicode() ? "─" : "-").repeat(width - full - (half ? 1 : 0));
    return style.green(done + edge) + style.dim(rest);
  }
}
