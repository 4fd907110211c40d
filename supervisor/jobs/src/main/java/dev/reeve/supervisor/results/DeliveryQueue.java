package dev.reeve.supervisor.results;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The queue of results that wait for the writer. Unbounded; its lock is held for a few instructions
 * only, so adding does not block. The writer takes everything at once.
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

  /** Says that no more results come; queued ones can still be taken. */
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
   * Moves everything to {@code into}; waits for a result if there is none.
   *
   * @param nanos longest wait
   * @return false if there is nothing left and no more results come
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
      // unexpected, as the writer's thread is our own: treated like the end of the wait
    } finally {
      takerWaits = false;
    }
  }
}
