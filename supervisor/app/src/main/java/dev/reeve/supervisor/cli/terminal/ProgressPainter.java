package dev.reeve.supervisor.cli.terminal;

import dev.reeve.supervisor.run.RunProgress;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps the progress line up to date. Asks for the progress and shows it when it asks the next
 * time, so it never waits for the run. Runs on the terminal's thread only.
 */
public final class ProgressPainter implements Runnable {
  /** Interval of a line that is redrawn: smooth, at no load. */
  private static final long REDRAW_MILLIS = 200;

  /** Interval where lines cannot be redrawn, so that each stays on the screen. */
  private static final long APPEND_MILLIS = 5_000;

  private final Supplier<CompletableFuture<RunProgress>> run;
  private final Terminal terminal;
  private final int columns;
  private final LongSupplier clock;
  private final boolean redraw;
  private final RateMeter rate = new RateMeter();
  private CompletableFuture<RunProgress> asked;

  /**
   * @param run such as {@link dev.reeve.supervisor.run.TaskRun#progress}
   * @param clock nanoseconds
   * @param redraw whether the line is redrawn in its place; otherwise each is a line of its own
   */
  ProgressPainter(
      Supplier<CompletableFuture<RunProgress>> run,
      Terminal terminal,
      int columns,
      LongSupplier clock,
      boolean redraw) {
    this.run = run;
    this.terminal = terminal;
    this.columns = columns;
    this.clock = clock;
    this.redraw = redraw;
    this.asked = run.get();
  }

  /** Shows progress on the terminal until {@link Terminal#endProgress}; parameters as above. */
  public static void start(
      Supplier<CompletableFuture<RunProgress>> run,
      Terminal terminal,
      int columns,
      boolean redraw) {
    terminal.every(
        redraw ? REDRAW_MILLIS : APPEND_MILLIS,
        new ProgressPainter(run, terminal, columns, System::nanoTime, redraw));
  }

  @Override
  public void run() {
    if (!asked.isDone()) {
      return;
    }
    if (!asked.isCompletedExceptionally()) {
      paint(asked.join());
    }
    asked = run.get();
  }

  private void paint(RunProgress progress) {
    long done = progress.pool().succeeded() + progress.pool().unsuccessful();
    double perSecond = rate.at(clock.getAsLong(), done);
    if (redraw) {
      terminal.progress(ProgressLine.of(progress, perSecond, columns - 1));
    } else {
      terminal.message(ProgressLine.of(progress, perSecond, Integer.MAX_VALUE));
    }
  }
}
