package dev.reeve.shared.client;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The locks that each thread holds, and how often. Any thread; each one for itself. */
final class HeldLocks {
  private final ConcurrentMap<Thread, Map<LockProxy, Integer>> held = new ConcurrentHashMap<>();

  void taken(LockProxy lock) {
    held.computeIfAbsent(Thread.currentThread(), thread -> new ConcurrentHashMap<>())
        .merge(lock, 1, Integer::sum);
  }

  void released(LockProxy lock) {
    held.computeIfPresent(
        Thread.currentThread(),
        (thread, locks) -> {
          locks.computeIfPresent(lock, (key, count) -> count == 1 ? null : count - 1);
          return locks.isEmpty() ? null : locks;
        });
  }

  /**
   * Checks that the current thread holds a lock.
   *
   * @throws IllegalMonitorStateException if it does not
   */
  void require(String lock, ConditionProxy condition) {
    if (ofThisThread().stream().noneMatch(holds -> holds.name().equals(lock))) {
      throw new IllegalMonitorStateException(
          condition + ": this thread does not hold its lock " + lock);
    }
  }

  /** Returns the locks that the current thread holds, each as often as it was taken. */
  List<LockProxy> ofThisThread() {
    Map<LockProxy, Integer> locks = held.get(Thread.currentThread());
    return locks == null
        ? List.of()
        : locks.entrySet().stream()
            .flatMap(entry -> Collections.nCopies(entry.getValue(), entry.getKey()).stream())
            .toList();
  }
}
