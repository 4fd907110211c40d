package dev.reeve.supervisor.cli.terminal;

import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.PoolSnapshot.WorkerActivity;
import dev.reeve.supervisor.progress.ProgressNumbers;
import dev.reeve.supervisor.run.RunProgress;
import dev.reeve.text.Durations;
import dev.reeve.text.Printable;
import java.util.List;

/**
 * The progress of a run where it cannot be redrawn, so that each line stays: numbers first, then
 * worker by worker as far as there is room.
 */
final class ProgressLine {
  private ProgressLine() {}

  /** Returns the line, cut to that many columns. */
  static String of(RunProgress progress, double tasksPerSecond, int columns) {
    PoolSnapshot pool = progress.pool();
    String line = ProgressNumbers.line(pool, progress.tasks(), tasksPerSecond);
    StringBuilder text = new StringBuilder(line);
    appendWorkers(text, pool, TerminalText.width(line), columns);
    return TerminalText.cut(text.toString(), columns);
  }

  /**
   * Appends what workers do, one after the other as far as there is room.
   *
   * @param used columns that the line takes
   */
  static void appendWorkers(StringBuilder line, PoolSnapshot pool, int used, int columns) {
    int width = used;
    String divider = "  | ";
    for (String worker : workers(pool)) {
      width += TerminalText.width(divider + worker);
      if (width > columns) {
        break;
      }
      line.append(divider).append(worker);
      divider = "  ";
    }
  }

  private static List<String> workers(PoolSnapshot pool) {
    return pool.workers().stream().map(ProgressLine::worker).toList();
  }

  private static String worker(WorkerActivity worker) {
    if (worker.taskId() == null) {
      return worker.slot() + ":" + worker.state();
    }
    String text = worker.slot() + ":" + TerminalText.cut(Printable.escaped(worker.taskId()), 24);
    text += " " + Durations.rounded(worker.taskNanos());
    return worker.progress() == null
        ? text
        : text + " " + TerminalText.cut(Printable.onOneLine(worker.progress()), 24);
  }
}
