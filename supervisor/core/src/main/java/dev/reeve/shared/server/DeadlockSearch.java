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
 * Looks, whenever a call begins to wait without a limit, for a circle of threads that wait for each
 * other. One that waits with a limit, or for what others than the holders can end, gives hope to
 * all that wait for it. Permits can be given back by any thread, so a circle through a semaphore is
 * told but left alone; in a circle of locks the call that came last is refused, which ends it.
 */
final class DeadlockSearch {
  private static final int SWEEP_FROM = 1000;

  private final Consumer<String> report;

  /** The calls that wait for something held, by who waits. */
  private final Map<ClientThread, WaitingCall> waits = new HashMap<>();

  /** With more entries than this the map is rid of those that wait no longer. */
  private int sweepAt = SWEEP_FROM;

  DeadlockSearch(Consumer<String> report) {
    this.report = report;
  }

  /** The call has begun to wait; may refuse it, or another one. */
  void lookFrom(WaitingCall call) {
    if (!call.waitsEndlessly()) {
      return;
    }
    waits.put(call.caller, call);
    sweep();
    Set<WaitingCall> stuck = stuck(call);
    if (stuck.contains(call)) {
      found(stuck);
    }
  }

  private void sweep() {
    if (waits.size() > sweepAt) {
      waits.values().removeIf(wait -> wait.line == null);
      sweepAt = Math.max(SWEEP_FROM, 2 * waits.size());
    }
  }

  /** Those from which {@code start} would have to be freed, as far as none of them can go on. */
  private Set<WaitingCall> stuck(WaitingCall start) {
    Set<WaitingCall> stuck = reachable(start);
    while (stuck.removeIf(call -> hasHope(call, stuck))) {
      // whoever waited for one of those that were removed has hope, too
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

  /** The endless wait of a thread for something held; null if it may yet go on by itself. */
  private @Nullable WaitingCall waitOf(ClientThread caller) {
    WaitingCall wait = waits.get(caller);
    if (wait != null && !(wait.waitsEndlessly() && owner(wait) instanceof Holdable)) {
      waits.remove(caller);
      return null;
    }
    return wait;
  }

  private boolean hasHope(WaitingCall call, Set<WaitingCall> stuck) {
    Holdable held = heldBy(call);
    if (!held.isEndedByHoldersOnly() || held.holders().isEmpty()) {
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
    return (Holdable) Objects.requireNonNull(owner(call));
  }

  private static @Nullable SharedState owner(WaitingCall call) {
    return call.line == null ? null : call.line.owner();
  }

  private void found(Set<WaitingCall> stuck) {
    String account = stuck.stream().map(DeadlockSearch::describe).collect(Collectors.joining("; "));
    report.accept("deadlock: " + account);
    WaitingCall victim = victim(stuck);
    if (victim != null) {
      waits.remove(victim.caller);
      victim.refuse(SharedRefusal.DEADLOCK.error("deadlock: " + account));
    }
  }

  private static String describe(WaitingCall call) {
    String holders =
        heldBy(call).holders().stream()
            .map(ClientThread::toString)
            .collect(Collectors.joining(", "));
    return call.caller + " waits for " + owner(call) + ", held by " + holders;
  }

  /** The last to come of those that merely want a lock; null if a semaphore is in it. */
  private static @Nullable WaitingCall victim(Set<WaitingCall> stuck) {
    WaitingCall last = null;
    for (WaitingCall call : stuck) {
      if (!(owner(call) instanceof LockState lock)) {
        return null;
      }
      if (!lock.comesBack(call) && (last == null || call.order > last.order)) {
        last = call;
      }
    }
    return last;
  }

  /** A process has died: none of its threads waits any more. */
  void died(ClientProcess member) {
    waits.keySet().removeIf(caller -> caller.member().equals(member));
  }
}
