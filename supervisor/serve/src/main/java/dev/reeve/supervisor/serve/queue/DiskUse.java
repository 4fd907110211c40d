package dev.reeve.supervisor.serve.queue;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of the files in the queue's folder that are needed, and their bound. Thread-safe. */
final class DiskUse {
  private final long limit;
  private final AtomicLong bytes = new AtomicLong();

  /**
   * @param limit in bytes
   */
  DiskUse(long limit) {
    this.limit = limit;
  }

  void add(long more) {
    bytes.addAndGet(more);
  }

  void remove(long fewer) {
    bytes.addAndGet(-fewer);
  }

  long bytes() {
    return bytes.get();
  }

  long limit() {
    return limit;
  }

  /** Returns whether ended tasks have to be forgotten: from three quarters of the bound on. */
  boolean isScarce() {
    return bytes.get() > limit - limit / 4;
  }
}
