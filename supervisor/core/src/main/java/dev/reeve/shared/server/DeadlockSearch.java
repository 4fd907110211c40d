package dev.reeve.shared.server;

import dev.reeve.protocol.SharedRefusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A search for deadlocks, made whenever a call begins to wait without a time limit. A deadlock is a
 * circle of threads that wait for each other. A thread is not deadlocked if its wait has a time
 * limit, or if a thread outside the circle can end it. Any thread may return permits, so a circle
 * through a semaphore is reported only. In a circle of locks the call that arrived last is also
 * refused, which resolves the deadlock.
 */
final class DeadlockSearch {
  private static final int SWEEP_FROM = 1000;

  private final Consumer<String> report;

  /** The calls that wait for a held object, by their threads. */
  private final Map<ClientThread, WaitingCall> waits = new HashMap<>();

  /** The size of the map beyond which calls that no longer wait are removed from it. */
  private int sweepAt = SWEEP_FROM;

  /**
   * Creates a search.
   *
   * @param report receives one line per deadlock
   */
  DeadlockSearch(Consumer<String> report) {
    this.report = report;
  }

  /** Searches from a call that has begun to wait. May refuse that call or another one. */
  void searchFrom(WaitingCall call) {
    if (!call.waitsEndlessly()) {
      return;
    }
    waits.put(call.caller(), call);
    sweep();
    Set<WaitingCall> stuck = stuck(call);
    if (stuck.contains(call)) {
      resolve(stuck);
    }
  }

  private void sweep() {
    if (waits.size() > sweepAt) {
      waits.values().removeIf(wait -> !wait.isWaiting());
      sweepAt = Math.max(SWEEP_FROM, 2 * waits.size());
    }
  }

  /** Returns the calls that {@code start} depends on and that can never go on. */
  private Set<WaitingCall> stuck(WaitingCall start) {
    Set<WaitingCall> stuck = reachable(start);
    while (stuck.removeIf(call -> canGoOn(call, stuck))) {
      // a removed call may let another one go on
    }
    return stuck;
  }

  private Set<WaitingCall> reachable(WaitingCall start) {
    Set<WaitingCall> reached = new LinkedHashSet<>();
    ArrayDeque<WaitingCall> open = new ArrayDeque<>(List.of(start));
    for (WaitingCall call = open.poll(); call != null; call = open.poll()) {
      if (reached.add(call)) {
        open.addAll(waitsOfHolders(call));
      }
    }
    return reached;
  }

  private List<WaitingCall> waitsOfHolders(WaitingCall call) {
    List<WaitingCall> found = new ArrayList<>();
    for (ClientThread holder : heldBy(call).holders()) {
      WaitingCall wait = waitOf(holder);
      if (wait != null) {
        found.add(wait);
      }
    }
    return found;
  }

  /** Returns the endless wait of a thread for a held object; null if the thread can go on. */
  private @Nullable WaitingCall waitOf(ClientThread caller) {
    WaitingCall wait = waits.get(caller);
    if (wait != null && !(wait.waitsEndlessly() && wait.owner() instanceof Holdable)) {
      waits.remove(caller);
      return null;
    }
    return wait;
  }

  private boolean canGoOn(WaitingCall call, Set<WaitingCall> stuck) {
    Holdable held = heldBy(call);
    if (!held.isReleasedByHoldersOnly() || held.holders().isEmpty()) {
      return true;
    }
    for (ClientThread holder : held.holders()) {
      WaitingCall wait = waitOf(holder);
      if (wait == null || !stuck.contains(wait)) {
        return true;
      }
    }
    return false;
  }

  private static Holdable heldBy(WaitingCall call) {
    return (Holdable) Objects.requireNonNull(call.owner());
  }

  private void resolve(Set<WaitingCall> stuck) {
    String description =
        stuck.stream().map(DeadlockSearch::describe).collect(Collectors.joining("; "));
    report.accept("deadlock: " + description);
    WaitingCall victim = victim(stuck);
    if (victim != null) {
      waits.remove(victim.caller());
      victim.refuse(SharedRefusal.DEADLOCK.error("deadlock: " + description));
    }
  }

  private static String describe(WaitingCall call) {
    String holders =
        heldBy(call).holders().stream()
            .map(ClientThread::toString)
            .collect(Collectors.joining(", "));
    return call.caller() + " waits for " + call.owner() + ", held by " + holders;
  }

  /**
   * Returns the last call to arrive, except those that reacquire a lock after a condition; null if
   * the circle includes a semaphore.
   */
  private static @Nullable WaitingCall victim(Set<WaitingCall> stuck) {
    WaitingCall last = null;
    for (WaitingCall call : stuck) {
      if (!(call.owner() instanceof LockState lock)) {
        return null;
      }
      if (!lock.isReacquiring(call) && (last == null || call.order() > last.order())) {
        last = call;
      }
    }
    return last;
  }

  /** Forgets the waits of a dead process. */
  void died(ClientProcess client) {
    waits.keySet().removeIf(caller -> caller.client().equals(client));
  }
}
