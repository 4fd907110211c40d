package dev.reeve.worker.runtime;

import dev.reeve.protocol.RequestId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attempts that wait, in the order of their arrival, and those that run: one, or a batch. The
 * task thread takes attempts; any thread may call the other methods. Only {@link #take} blocks.
 */
final class AttemptQueue {
  private final ArrayDeque<AttemptContext> waiting = new ArrayDeque<>(); // all guarded by this
  private List<AttemptContext> running = List.of();
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
    AttemptContext next = waiting.poll();
    running = next == null ? List.of() : List.of(next);
    return next;
  }

  /** Returns the running attempt and those of its batch that wait, which run from now on. */
  synchronized List<AttemptContext> takeBatch() {
    List<AttemptContext> batch = new ArrayList<>(running);
    AttemptContext first = batch.get(0);
    for (AttemptContext next = waiting.peek();
        next != null && next.isTogetherWith(first);
        next = waiting.peek()) {
      batch.add(next);
      waiting.remove();
    }
    running = List.copyOf(batch);
    return running;
  }

  /** Waits for the next attempt; returns null once the queue is closed and empty. */
  synchronized @Nullable AttemptContext take() {
    running = List.of();
    while (waiting.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        // comes from a thread that a handler has left behind; only close() ends this wait
      }
    }
    return poll();
  }

  /** Returns the request of the attempt that runs, or of the first of them; null if none does. */
  synchronized @Nullable RequestId running() {
    return running.isEmpty() ? null : running.get(0).id();
  }

  /**
   * Cancels the attempt if it runs, or removes it if it waits.
   *
   * @param onlyWaiting whether to leave a running attempt alone
   * @return the attempt if it waited; the caller must answer it
   */
  synchronized @Nullable AttemptContext cancel(RequestId id, boolean onlyWaiting) {
    for (AttemptContext attempt : running) {
      if (attempt.id().equals(id)) {
        if (!onlyWaiting) {
          attempt.cancel();
        }
        return null;
      }
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
   * Cancels the attempts that run, and removes all that wait.
   *
   * @return the attempts that waited; the caller must answer them
   */
  synchronized List<AttemptContext> cancelAll() {
    List<AttemptContext> removed = List.copyOf(waiting);
    waiting.clear();
    running.forEach(AttemptContext::cancel);
    return removed;
  }
}
