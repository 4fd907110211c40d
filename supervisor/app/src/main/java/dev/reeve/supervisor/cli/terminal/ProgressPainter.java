package dev.reeve.supervisor.cli.terminal;

import dev.reeve.supervisor.progress.RateMeter;
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

  /** A way to show progress on one line. */
  public interface Drawing {
    /** Where lines stay, numbers and workers without a limit. */
    Drawing PLAIN = (progress, perSecond) -> ProgressLine.of(progress, perSecond, 10_000);

    /** Returns the line. */
    String of(RunProgress progress, double tasksPerSecond);
  }

  private final Supplier<CompletableFuture<RunProgress>> run;
  private final Terminal terminal;
  private final Drawing drawing;
  private final LongSupplier clock;
  private final boolean redraw;
  private final RateMeter rate = new RateMeter();
  private CompletableFuture<RunProgress> asked;

  /**
   * @param run such as {@link dev.reeve.supervisor.run.TaskRun#progress}
   * @param drawing makes a line of it
   * @param clock nanoseconds
   * @param redraw whether the line is redrawn in its place; otherwise each is a line of its own
   */
  ProgressPainter(
      Supplier<CompletableFuture<RunProgress>> run,
      Terminal terminal,
      Drawing drawing,
      LongSupplier clock,
      boolean redraw) {
    this.run = run;
    this.terminal = terminal;
    this.drawing = drawing;
    this.clock = clock;
    this.redraw = redraw;
    this.asked = run.get();
  }

  /** Shows progress on the terminal until {@link Terminal#endProgress}; parameters as above. */
  public static void start(
      Supplier<CompletableFuture<RunProgress>> run,
      Terminal terminal,
      Drawing drawing,
      boolean redraw) {
    terminal.every(
        redraw ? REDRAW_MILLIS : APPEND_MILLIS,
        new ProgressPainter(run, terminal, drawing, System::nanoTime, redraw));
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
    String line = drawing.of(progress, perSecond);
    if (redraw) {
      terminal.progress(line);
    } else {
      terminal.message(line);
    }
  }
}
