package dev.reeve.worker.runtime;

import dev.reeve.protocol.RequestId;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attempts that wait, in the order of their coming, and the one that runs. One thread takes;
 * any thread does the rest. No method but {@link #take} blocks.
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

  /** Nothing is added from now on. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** The next attempt, which runs from now on; null if none waits. What ran before has ended. */
  synchronized @Nullable AttemptContext poll() {
    running = waiting.poll();
    return running;
  }

  /** As {@link #poll}, but waits for one; null once the queue is closed and empty. */
  synchronized @Nullable AttemptContext take() {
    running = null;
    while (waiting.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        // a stray interrupt from a thread that a handler left behind: this queue ends by close()
      }
    }
    return poll();
  }

  /** The request that runs now. */
  synchronized @Nullable RequestId running() {
    return running == null ? null : running.id();
  }

  /**
   * Cancels the attempt if it runs, removes it if it waits.
   *
   * @param onlyWaiting whether one that runs is left alone
   * @return the attempt if it waited: it will not run, and wants an answer
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
   * Cancels the one that runs, removes all that wait.
   *
   * @return those that waited
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
