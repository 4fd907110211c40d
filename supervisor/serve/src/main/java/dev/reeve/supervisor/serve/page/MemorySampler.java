package dev.reeve.supervisor.serve.page;

import dev.reeve.os.ProcFile;
import org.jspecify.annotations.Nullable;

/**
 * The thread {@code reeve-memory}, which looks at the resident memory of the living workers: often
 * at first, later every two seconds. Where there is no {@code /proc} it finds nothing.
 */
public final class MemorySampler implements AutoCloseable {
  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 2_000;

  private final RunHistory history;
  private final Thread thread = new Thread(this::run, "reeve-memory");

  /** Guarded by this object's lock. */
  private boolean closed;

  /** Makes a sampler that tells this history. */
  public MemorySampler(RunHistory history) {
    this.history = history;
    thread.setDaemon(true);
  }

  /** Starts the thread, if the system has one to give. */
  public MemorySampler start() {
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      // the page has the memory at the workers' ends alone
    }
    return this;
  }

  private void run() {
    try {
      long pause = FIRST_MILLIS;
      while (awaitNext(pause)) {
        for (long pid : history.pids()) {
          history.memory(pid, residentBytes(ProcFile.read("/proc/" + pid + "/status")));
        }
        pause = Math.min(pause + pause / 2, LONGEST_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns false at the end. */
  private synchronized boolean awaitNext(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    for (long left = millis; !closed && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
      wait(left);
    }
    return !closed;
  }

  /** Returns the bytes that a {@code status} file of {@code /proc} tells; 0 if it does not. */
  static long residentBytes(@Nullable String status) {
    int at = status == null ? -1 : status.indexOf("VmRSS:");
    if (status == null || at < 0) {
      return 0;
    }
    long kibibytes = 0;
    for (int i = at + "VmRSS:".length(); i < status.length() && status.charAt(i) != '\n'; i++) {
      char c = status.charAt(i);
      kibibytes = c >= '0' && c <= '9' ? kibibytes * 10 + (c - '0') : kibibytes;
    }
    return kibibytes * 1024;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
  }
}
