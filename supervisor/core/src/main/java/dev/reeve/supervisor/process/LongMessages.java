package dev.reeve.supervisor.process;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A limit for the long messages that are read at the same time, because each may take several times
 * the length of the longest one of the heap. Thread-safe.
 */
final class LongMessages {
  /** The share of the heap for them. */
  private static final int HEAP_SHARE = 4;

  /** A message takes so many times its length: a buffer, its successor when it grows, a copy. */
  private static final int COPIES = 3;

  /** Messages are long from so much of the heap on, within bounds. */
  private static final int LONG_SHARE = 512;

  private static final int SHORTEST = 64 << 10;
  private static final int LONGEST_SHORT = 1 << 20;

  private final int longBytes;
  private final Semaphore places;
  private final long patienceMillis;

  LongMessages(int longBytes, int places, long patienceMillis) {
    this.longBytes = longBytes;
    this.places = new Semaphore(places);
    this.patienceMillis = patienceMillis;
  }

  /** Returns a limit for this heap: at least one message. */
  static LongMessages forHeap(long heapBytes, int maxFrameBytes) {
    long places = heapBytes / HEAP_SHARE / COPIES / Math.max(1, maxFrameBytes);
    long shortBytes = Math.max(SHORTEST, Math.min(heapBytes / LONG_SHARE, LONGEST_SHORT));
    return new LongMessages((int) shortBytes, (int) Math.max(1, Math.min(places, 1_000)), 5_000);
  }

  /** Returns the length from which on a message needs a place. */
  int longBytes() {
    return longBytes;
  }

  /**
   * Waits for a place, but not for long, because a worker may be halted in the middle of a message.
   *
   * @return whether it got one, to be given back by {@link #leave}
   */
  boolean enter() {
    try {
      return places.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // no code interrupts these threads
      return false;
    }
  }

  /** Returns how long a thread waits for memory, here and elsewhere. */
  long patienceMillis() {
    return patienceMillis;
  }

  void leave() {
    places.release();
  }
}
