package dev.reeve.supervisor.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.text.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The owner of standard output and standard error during a run, so that the progress line and other
 * lines do not mix. Messages and progress are written by the thread {@code reeve-terminal}, so that
 * their callers do not wait for a terminal that was stopped with Ctrl-S.
 */
public final class Terminal implements AutoCloseable {
  private static final String CLEAR_LINE = "\r\u001b[K";

  /** Most messages that may wait; more must not fill the memory, and would not be read. */
  private static final int MOST_WAITING = 10_000;

  private static final long CLOSE_SECONDS = 2;

  private final OutputStream out;
  private final OutputStream err;
  private final boolean sharedWithOut;
  private final ScheduledExecutorService thread;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();

  /** Guarded by this object's lock, as is all writing to the terminal. */
  private boolean progressShown;

  private volatile boolean progressEnded;

  /**
   * @param out standard output, unbuffered
   * @param err standard error, unbuffered
   * @param sharedWithOut whether both are terminals, presumably one and the same
   */
  public Terminal(OutputStream out, OutputStream err, boolean sharedWithOut) {
    this.out = out;
    this.err = err;
    this.sharedWithOut = sharedWithOut;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread worker = new Thread(task, "reeve-terminal");
              worker.setDaemon(true);
              return worker;
            });
  }

  /** Returns standard output, for whole lines of data; clears the progress line before them. */
  public OutputStream out() {
    return sharedWithOut ? new BesideProgress(out) : out;
  }

  /** Returns standard error, for data; clears the progress line before it. */
  public OutputStream err() {
    return new BesideProgress(err);
  }

  /** Writes a message of one or more lines to standard error. Never blocks. */
  public void message(String text) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      dropped.incrementAndGet();
      return;
    }
    submit(() -> writeMessage(text));
  }

  /** Writes a message after that time, unless it is cancelled before. */
  public Future<?> messageAfter(long millis, String text) {
    return thread.schedule(() -> message(text), millis, TimeUnit.MILLISECONDS);
  }

  private void submit(Runnable step) {
    try {
      thread.execute(step);
    } catch (RejectedExecutionException e) {
      // closed: too late for messages
    }
  }

  private void writeMessage(String text) {
    waiting.decrementAndGet();
    StringBuilder lines = new StringBuilder();
    int lost = dropped.getAndSet(0);
    if (lost > 0) {
      lines.append("reeve: ").append(lost).append(" messages were left out\n");
    }
    text.lines()
        .forEach(line -> lines.append("reeve: ").append(Printable.onOneLine(line)).append('\n'));
    writeErr(lines.toString());
  }

  /** Writes whole lines to standard error without a prefix. Never blocks. */
  public void lines(String text) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      dropped.incrementAndGet();
      return;
    }
    submit(
        () -> {
          waiting.decrementAndGet();
          writeErr(text);
        });
  }

  private synchronized void writeErr(String text) {
    String clear = progressShown ? CLEAR_LINE : "";
    progressShown = false;
    emit(clear + text);
  }

  /** Replaces the progress line. Never blocks. */
  void progress(String line) {
    submit(() -> redraw(line));
  }

  /** Removes the progress line, for good. */
  public void endProgress() {
    progressEnded = true;
    submit(() -> writeErr(""));
  }

  private synchronized void redraw(String line) {
    if (progressEnded) {
      return;
    }
    emit((progressShown ? CLEAR_LINE : "") + TerminalWidth.cutting(line));
    progressShown = true;
  }

  private void emit(String text) {
    try {
      err.write(text.getBytes(UTF_8));
      err.flush();
    } catch (IOException e) {
      // standard error is gone, so there is nowhere to report it
    }
  }

  /** Calls {@code step} at an interval, on the terminal's thread, until it throws. */
  public void every(long millis, Runnable step) {
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(step, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Writes waiting messages, as far as the terminal takes them within 2 seconds. */
  @Override
  public void close() {
    endProgress();
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class BesideProgress extends OutputStream {
    private final OutputStream target;

    BesideProgress(OutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      synchronized (Terminal.this) {
        if (progressShown) {
          writeErr("");
        }
        target.write(bytes, from, length);
      }
    }
  }
}
