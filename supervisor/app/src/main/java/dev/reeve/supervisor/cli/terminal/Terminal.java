package dev.reeve.supervisor.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.text.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Owns standard output and standard error while a run goes on, so that the progress line and other
 * lines never tear each other. Messages and progress are written by a thread of its own, {@code
 * reeve-terminal}: whoever has something to say never waits for a terminal that was stopped with
 * Ctrl-S.
 */
public final class Terminal implements AutoCloseable {
  private static final String CLEAR_LINE = "\r\u001b[K";

  /** Messages that wait; more than that nobody can read, and they must not fill the memory. */
  private static final int MOST_WAITING = 10_000;

  private static final long CLOSE_SECONDS = 2;

  private final OutputStream out;
  private final OutputStream err;
  private final boolean sharedWithOut;
  private final ScheduledExecutorService thread;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();

  /** Guarded by this object's lock, as all writing to the terminal is. */
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

  /** Standard output, for whole lines of data; clears the progress line first where it must. */
  public OutputStream out() {
    return sharedWithOut ? new OutBesideProgress() : out;
  }

  /** A message of one line, or of several, on standard error. Never blocks. */
  public void message(String text) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      dropped.incrementAndGet();
      return;
    }
    submit(() -> writeMessage(text));
  }

  private void submit(Runnable step) {
    try {
      thread.execute(step);
    } catch (RejectedExecutionException e) {
      // closed: whatever comes now comes too late
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

  /** Lines that are laid out already, without a prefix. Never blocks. */
  public void lines(String text) {
    submit(() -> writeErr(text));
  }

  private synchronized void writeErr(String text) {
    String clear = progressShown ? CLEAR_LINE : "";
    progressShown = false;
    emit(clear + text);
  }

  /** Puts the line in the place of the former progress line. Never blocks. */
  void progress(String line) {
    submit(() -> redraw(line));
  }

  /** From here on there is no progress line any more. */
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
      // nobody is there to be told
    }
  }

  /** Calls {@code step} at an interval, on the terminal's thread, until it throws. */
  public void every(long millis, Runnable step) {
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(step, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Writes what waits, as far as the terminal takes it within a moment, and clears up. */
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

  private final class OutBesideProgress extends OutputStream {
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
        out.write(bytes, from, length);
      }
    }
  }
}
