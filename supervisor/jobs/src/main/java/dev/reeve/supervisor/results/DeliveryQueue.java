package dev.reeve.supervisor.results;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Between those who have results and the one who writes them. Unbounded; the lock is held for a few
 * instructions only, so that adding never blocks. The taker takes all there is at once.
 */
final class DeliveryQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Delivery> waiting = new ArrayList<>();
  private boolean closed;
  private boolean takerWaits;

  void add(Delivery delivery) {
    lock.lock();
    try {
      waiting.add(delivery);
      wakeTaker();
    } finally {
      lock.unlock();
    }
  }

  /** No more will come; what is there can still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      wakeTaker();
    } finally {
      lock.unlock();
    }
  }

  private void wakeTaker() {
    if (takerWaits) {
      takerWaits = false;
      changed.signal();
    }
  }

  /**
   * Moves all that is there to {@code into}; waits for something, but only so long.
   *
   * @return false when nothing is there and nothing will come
   */
  boolean take(Collection<Delivery> into, long nanos) {
    lock.lock();
    try {
      await(nanos);
      into.addAll(waiting);
      waiting.clear();
      return !(closed && into.isEmpty());
    } finally {
      lock.unlock();
    }
  }

  private void await(long nanos) {
    long left = nanos;
    try {
      while (waiting.isEmpty() && !closed && left > 0) {
        takerWaits = true;
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      // the writer's thread is ours, nobody has a reason to interrupt it: like the time being up
    } finally {
      takerWaits = false;
    }
  }
}
