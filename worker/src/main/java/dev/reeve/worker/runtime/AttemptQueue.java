package dev.reeve.worker.runtime;

import dev.reeve.protocol.RequestId;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attempts that wait, in the order of their arrival, and the one that runs. The task thread
 * takes attempts; any thread may call the other methods. Only {@link #take} blocks.
 */
final class AttemptQueue {
  private final ArrayDeque<AttemptContext> waiting = new ArrayDeque<>(); // all guarded by this
  private @Nullable AttemptContext running;
  private boolean closed;

  /** Adds attempts at the end; does nothing once the queue is closed. */
  synchronized void add(List<AttemptContext> attempts) {
    if (!closed) {
      for (AttemptContext attempt : attempts) {
        waiting.add(attempt);
      }
      notifyAll();
    }
  }

  /** Closes the queue: no further attempt is added. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /**
   * Returns the next attempt, which runs from now on; null if none waits. The attempt before has
   * ended.
   */
  synchronized @Nullable AttemptContext poll() {
    running = waiting.poll();
    return running;
  }

  /** Waits for the next attempt; returns null once the queue is closed and empty. */
  synchronized @Nullable AttemptContext take() {
    running = null;
    while (waiting.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        // comes from a thread that a handler has left behind; only close() ends this wait
      }
    }
    return poll();
  }

  /** Returns the request of the attempt that runs; null if none does. */
  synchronized @Nullable RequestId running() {
    return running == null ? null : running.id();
  }

  /**
   * Cancels the attempt if it runs, or removes it if it waits.
   *
   * @param onlyWaiting whether to leave a running attempt alone
   * @return the attempt if it waited; the caller must answer it
   */
  synchronized @Nullable AttemptContext cancel(RequestId id, boolean onlyWaiting) {
    if (running != null && running.id().equals(id)) {
      if (!onlyWaiting) {
        running.cancel();
      }
      return null;
    }
    for (Iterator<AttemptContext> all = waiting.iterator(); all.hasNext(); ) {
      AttemptContext attempt = all.next();
      if (attempt.id().equals(id)) {
        all.remove();
        return attempt;
      }
    }
    return null;
  }

  /**
   * Cancels the attempt that runs, and removes all that wait.
   *
   * @return the attempts that waited; the caller must answer them
   */
  synchronized List<AttemptContext> cancelAll() {
    List<AttemptContext> removed = List.copyOf(waiting);
    waiting.clear();
    if (running != null) {
      running.cancel();
    }
    return removed;
  }
}
