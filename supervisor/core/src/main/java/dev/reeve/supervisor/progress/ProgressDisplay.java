package dev.reeve.supervisor.progress;

import dev.reeve.os.DescriptorTarget;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.text.Durations;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The thread that shows a person how far a pool is: five times a second on one line that is
 * redrawn, or every five seconds where lines cannot be redrawn.
 */
public final class ProgressDisplay {
  private static final long REDRAW_MILLIS = 200;
  private static final long APPEND_MILLIS = 5_000;
  private static final int STANDARD_ERROR = 2;

  private final Supplier<CompletableFuture<PoolSnapshot>> pool;
  private final long total;
  private final ProgressScreen screen;
  private final RateMeter rate = new RateMeter();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "reeve-progress");

  /**
   * @param pool asks for the state of the pool; the future fails after the pool's end
   * @param total number of all tasks; negative if it is not known
   */
  ProgressDisplay(
      Supplier<CompletableFuture<PoolSnapshot>> pool, long total, ProgressScreen screen) {
    this.pool = pool;
    this.total = total;
    this.screen = screen;
    thread.setDaemon(true);
  }

  /**
   * Starts to show the progress on standard error, unless that is no terminal.
   *
   * @param pool asks for the state of the pool; the future fails after the pool's end
   * @param total number of all tasks; negative if it is not known
   * @return null if standard error is no terminal
   */
  public static @Nullable ProgressDisplay onTerminal(
      Supplier<CompletableFuture<PoolSnapshot>> pool, long total) {
    if (!DescriptorTarget.isTerminal(DescriptorTarget.of(STANDARD_ERROR))) {
      return null;
    }
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.US_ASCII);
    ProgressDisplay display =
        new ProgressDisplay(pool, total, new ProgressScreen(err, System.getenv()));
    display.start();
    return display;
  }

  void start() {
    thread.start();
  }

  private void run() {
    long interval = screen.redraws() ? REDRAW_MILLIS : APPEND_MILLIS;
    try {
      CompletableFuture<PoolSnapshot> asked = pool.get();
      while (!ended.await(interval, TimeUnit.MILLISECONDS)) {
        if (asked.isDone() && !asked.isCompletedExceptionally()) {
          show(asked.join(), System.nanoTime());
        }
        asked = asked.isDone() ? pool.get() : asked;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Shows the state of the pool at that time, in monotonic nanoseconds. */
  void show(PoolSnapshot state, long nanos) {
    long done = state.succeeded() + state.unsuccessful();
    screen.show(ProgressNumbers.line(state, total, rate.at(nanos, done)));
  }

  /**
   * Ends the display with a whole line. Further calls do nothing.
   *
   * @param summary what is shown last; null if the pool gives none
   */
  public synchronized void close(@Nullable RunSummary summary) throws InterruptedException {
    if (ended.getCount() == 0) {
      return;
    }
    ended.countDown();
    thread.join();
    if (summary != null) {
      showEnd(summary);
    }
    screen.end();
  }

  private void showEnd(RunSummary summary) {
    double seconds = summary.wall().toNanos() / 1e9;
    long succeeded = summary.count(TaskStatus.SUCCEEDED);
    long failed =
        summary.count(TaskStatus.FAILED)
            + summary.count(TaskStatus.TIMED_OUT)
            + summary.count(TaskStatus.CRASHED);
    PoolSnapshot last =
        new PoolSnapshot(0, 0, succeeded, summary.total() - succeeded, failed, List.of());
    String numbers = ProgressNumbers.line(last, total, seconds > 0 ? summary.total() / seconds : 0);
    screen.show(numbers + "  in " + Durations.rounded(summary.wall().toNanos()));
  }
}
