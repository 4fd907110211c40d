package dev.reeve.supervisor.redis;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The tasks that are to be sent to one server, in their order. Thread-safe. */
final class UnsentTasks {
  private static final int MOST_AT_ONCE = 200;
  private static final long MOST_BYTES_AT_ONCE = 1 << 20;

  private final Deque<SubmittedTask> queue = new ArrayDeque<>();
  private boolean paused;

  /** Adds a task at the end. */
  synchronized void add(SubmittedTask task) {
    queue.add(task);
    notifyAll();
  }

  /** Holds all tasks back, or lets them go again. */
  synchronized void setPaused(boolean isPaused) {
    paused = isPaused;
    notifyAll();
  }

  /** Takes back a task; returns false if it is being sent, or was. */
  synchronized boolean withdraw(SubmittedTask task) {
    return !task.isMaybeSent() && queue.remove(task);
  }

  /** Takes back all tasks that have not been sent. */
  synchronized List<SubmittedTask> withdrawAll() {
    List<SubmittedTask> unsent = new ArrayList<>(queue);
    queue.clear();
    return unsent;
  }

  /** Waits until tasks may be sent, or the time is over. */
  synchronized void await(Duration time) throws InterruptedException {
    if (queue.isEmpty() || paused) {
      TimeUnit.NANOSECONDS.timedWait(this, time.toNanos());
    }
  }

  /** Waits until tasks may be sent. */
  synchronized void await() throws InterruptedException {
    while (queue.isEmpty() || paused) {
      wait();
    }
  }

  /**
   * Takes tasks to send at once: none if none may be sent.
   *
   * @param isWanted whether a task still waits; others are dropped
   */
  synchronized List<SubmittedTask> takeSome(Predicate<SubmittedTask> isWanted) {
    List<SubmittedTask> some = new ArrayList<>();
    long bytes = 0;
    while (!queue.isEmpty()
        && !paused
        && some.size() < MOST_AT_ONCE
        && bytes < MOST_BYTES_AT_ONCE) {
      SubmittedTask task = queue.remove();
      if (isWanted.test(task)) {
        bytes += task.bytes();
        task.setSending(true);
        some.add(task);
      }
    }
    return some;
  }

  /** Puts tasks back that were not taken by the server, before all others. */
  synchronized void putBack(List<SubmittedTask> some) {
    for (int i = some.size() - 1; i >= 0; i--) {
      some.get(i).setSending(false);
      queue.addFirst(some.get(i));
    }
  }
}
