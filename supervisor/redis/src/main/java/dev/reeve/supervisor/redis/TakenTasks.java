package dev.reeve.supervisor.redis;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that this supervisor holds: from the moment at which they are taken until the server
 * knows their end. Thread-safe, by one lock.
 */
final class TakenTasks {
  /** Bytes of held tasks above which no more are held than the workers need. */
  private static final long MOST_BYTES = 64 << 20;

  private final TakeAhead ahead;
  private final LongSupplier nanoTime;
  private final Map<Long, TakenTask> held = new HashMap<>();

  /** The held tasks that the run may have. */
  private final Map<String, TakenTask> byId = new HashMap<>();

  /** Tasks that the run has not taken yet. */
  private final Deque<TakenTask> ready = new ArrayDeque<>();

  /** Tasks whose id is that of a task that the run still has, of a lease that was lost. */
  private final List<TakenTask> later = new ArrayList<>();

  private final Set<RedisServer> away = new HashSet<>();

  /** Numbers of held tasks whose attempt is over. */
  private final Map<RedisServer, Integer> ended = new HashMap<>();

  private long bytes;
  private long lastSeq;
  private boolean stopped;

  TakenTasks(TakeAhead ahead, LongSupplier nanoTime) {
    this.ahead = ahead;
    this.nanoTime = nanoTime;
  }

  synchronized long nextSeq() {
    return ++lastSeq;
  }

  /**
   * Returns how many more tasks may be taken. Those whose end only a server that is away does not
   * know yet take no room: other servers have tasks too.
   */
  synchronized int room() {
    if (stopped) {
      return 0;
    }
    int busy = held.size();
    for (RedisServer each : away) {
      busy -= ended.getOrDefault(each, 0);
    }
    long now = nanoTime.getAsLong();
    return (bytes < MOST_BYTES ? ahead.limit(now) : ahead.least()) - busy;
  }

  /** Notes whether a server is away. */
  synchronized void setAway(RedisServer server, boolean isAway) {
    if (isAway ? away.add(server) : away.remove(server)) {
      notifyAll();
    }
  }

  /** Notes that the attempt at a task is over, and that its server is to be told. */
  synchronized void ended(TakenTask task) {
    if (held.containsKey(task.seq()) && !task.hasEnded()) {
      task.setEnded();
      ended.merge(task.server(), 1, Integer::sum);
      notifyAll();
    }
  }

  /** Waits until tasks may be taken, and returns how many. Returns 0 after {@link #stop}. */
  synchronized int awaitRoom() throws InterruptedException {
    while (!stopped) {
      int room = room();
      if (room > 0) {
        return room;
      }
      wait();
    }
    return 0;
  }

  /** Adds a task; returns false after {@link #stop}: it must be given back. */
  synchronized boolean add(TakenTask task) {
    held.put(task.seq(), task);
    bytes += task.row().bytes();
    if (stopped) {
      return false;
    }
    if (byId.putIfAbsent(task.id(), task) == null) {
      ready.add(task);
    } else {
      later.add(task);
    }
    notifyAll();
    return true;
  }

  /**
   * Returns the next task for the run; waits for it.
   *
   * @throws InterruptedException after {@link #stop}
   */
  synchronized TakenTask next() throws InterruptedException {
    while (!stopped) {
      TakenTask task = ready.poll();
      if (task != null) {
        return task;
      }
      wait();
    }
    throw new InterruptedException();
  }

  /** Returns the task with that number; null if it is not held. */
  synchronized @Nullable TakenTask get(long seq) {
    return held.get(seq);
  }

  /** Removes a task of which the server knows the end. */
  synchronized void release(TakenTask task) {
    forget(task);
    if (byId.remove(task.id(), task)) {
      letNextIn(task.id());
    }
    ahead.ended(nanoTime.getAsLong());
    notifyAll();
  }

  /** Gives the run the next task with an id that it has done with. */
  private void letNextIn(String id) {
    for (Iterator<TakenTask> each = later.iterator(); each.hasNext(); ) {
      TakenTask next = each.next();
      if (next.id().equals(id)) {
        each.remove();
        byId.put(id, next);
        ready.add(next);
        return;
      }
    }
  }

  private void forget(TakenTask task) {
    task.removeFile();
    if (held.remove(task.seq(), task)) {
      bytes -= task.row().bytes();
      if (task.hasEnded()) {
        ended.merge(task.server(), -1, Integer::sum);
      }
    }
  }

  /** Keeps a task from the run; returns false if the run has it. It is still held. */
  synchronized boolean withdraw(TakenTask task) {
    return ready.remove(task) || later.remove(task);
  }

  /** Returns the tasks of a server whose leases are to be renewed. */
  List<TakenTask> of(RedisServer server) {
    return chosen(each -> each.server() == server && each.stop() != TakenTask.Stop.LOST);
  }

  /**
   * Returns the tasks whose leases end soon, and whose attempts nobody has stopped.
   *
   * @param margin time before the end of the lease
   */
  List<TakenTask> endingLeases(Duration margin) {
    long soon = nanoTime.getAsLong() + margin.toNanos();
    return chosen(
        each ->
            each.stop() != TakenTask.Stop.LOST
                && each.stop() != TakenTask.Stop.UNSURE
                && !each.hasEnded()
                && each.leaseEnd() - soon <= 0);
  }

  /** Returns the tasks whose attempts are to be stopped and are not over. */
  List<TakenTask> stopping() {
    return chosen(each -> each.stop() != null && !each.hasEnded());
  }

  private synchronized List<TakenTask> chosen(Predicate<TakenTask> rule) {
    return new ArrayList<>(held.values().stream().filter(rule).toList());
  }

  /** Takes no more tasks, and returns those that the run has not taken. */
  synchronized List<TakenTask> stop() {
    stopped = true;
    List<TakenTask> untouched = new ArrayList<>(ready);
    untouched.addAll(later);
    ready.clear();
    later.clear();
    notifyAll();
    return untouched;
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  /** Returns the tasks that are held. */
  synchronized List<TakenTask> all() {
    return new ArrayList<>(held.values());
  }

  synchronized int size() {
    return held.size();
  }

  /** Waits until no task is held, or the time is over; returns whether none is. */
  synchronized boolean awaitEmpty(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!held.isEmpty()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }
}
