package dev.reeve.supervisor.cli.terminal;

import dev.reeve.supervisor.model.PoolSnapshot;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps the progress line up to date. Asks for a snapshot, and shows it when asking for the next:
 * it never waits for the supervisor. Runs on the terminal's thread only.
 */
public final class ProgressPainter implements Runnable {
  /** Five times a second: smooth, and no load. */
  public static final long REDRAW_MILLIS = 200;

  /** Where lines cannot be redrawn, each stays: fewer do. */
  public static final long APPEND_MILLIS = 5_000;

  private final Supplier<CompletableFuture<PoolSnapshot>> pool;
  private final Terminal terminal;
  private final ProgressLine line;
  private final int columns;
  private final LongSupplier clock;
  private final boolean redraw;
  private final RateMeter rate = new RateMeter();
  private CompletableFuture<PoolSnapshot> asked;

  /**
   * @param clock nanoseconds
   * @param redraw whether the line is redrawn in its place; otherwise each is a line of its own
   */
  public ProgressPainter(
      Supplier<CompletableFuture<PoolSnapshot>> pool,
      Terminal terminal,
      ProgressLine line,
      int columns,
      LongSupplier clock,
      boolean redraw) {
    this.pool = pool;
    this.terminal = terminal;
    this.line = line;
    this.columns = columns;
    this.clock = clock;
    this.redraw = redraw;
    this.asked = pool.get();
  }

  @Override
  public void run() {
    if (!asked.isDone()) {
      return;
    }
    if (!asked.isCompletedExceptionally()) {
      paint(asked.join());
    }
    asked = pool.get();
  }

  private void paint(PoolSnapshot snapshot) {
    long done = snapshot.succeeded() + snapshot.unsuccessful();
    double perSecond = rate.at(clock.getAsLong(), done);
    if (redraw) {
      terminal.progress(line.of(snapshot, perSecond, columns - 1));
    } else {
      terminal.message(line.of(snapshot, perSecond, Integer.MAX_VALUE));
    }
  }
}
