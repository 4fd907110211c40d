package dev.reeve.shared.server;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedRefusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All calls that wait, whatever for: by who called, and by when their time runs out. */
final class WaitingCalls {
  private static final Comparator<WaitingCall> BY_DEADLINE =
      (a, b) -> {
        int byTime = Long.signum(a.deadline - b.deadline); // monotonic time may wrap around
        return byTime != 0 ? byTime : Long.compare(a.order, b.order);
      };

  /** Longer waits are for ever: sums of times stay within the clock's arithmetic. */
  private static final long LONGEST_WAIT = Long.MAX_VALUE / 4;

  /** Until a lock is looked at again that a halted process may have: nobody can tell us. */
  private static final long PAUSE = 1_000_000;

  private final int limit;
  private final Map<ClientProcess, Map<RequestId, WaitingCall>> byMember = new HashMap<>();
  private final TreeSet<WaitingCall> byDeadline = new TreeSet<>(BY_DEADLINE);
  private final List<WaitingCall> stalled = new ArrayList<>();
  private long nextTry;
  private int count;
  private long now;

  /** What endless waits are refused with, as nobody is there who could end them; else null. */
  private @Nullable String forsaken;

  WaitingCalls(int limit) {
    this.limit = limit;
  }

  /** Says what time it is. */
  void setNow(long now) {
    this.now = now;
  }

  /**
   * Lets the call wait in {@code line}; one that may not wait, or not any longer, is told to its
   * object as timed out.
   */
  void enter(WaitingCall call, WaitQueue line) throws RefusedException {
    if (call.call.waitNanos() == 0) {
      line.owner().timedOut(call);
      return;
    }
    if (forsaken != null && isInVain(call, line)) {
      throw new RefusedException(SharedRefusal.FINISHED, forsaken);
    }
    await(call, line);
  }

  /** What others hold is held by threads that live, and may let go. */
  private static boolean isInVain(WaitingCall call, WaitQueue line) {
    boolean isHeld =
        line.owner() instanceof Holdable held
            && held.isGivenBack()
            && held.holders().stream().anyMatch(holder -> !holder.equals(call.caller));
    return !isHeld && !isLimited(call.call.waitNanos());
  }

  private static boolean isLimited(long waitNanos) {
    return waitNanos > 0 && waitNanos < LONGEST_WAIT;
  }

  /**
   * Says whether nobody is there who could end a wait.
   *
   * @param why what those that wait in vain are refused with, now and later; null if somebody is
   */
  void forsake(@Nullable String why) {
    boolean isNew = forsaken == null;
    forsaken = why;
    if (isNew && why != null) {
      refuseVain(SharedRefusal.FINISHED.error(why));
    }
  }

  private void refuseVain(RpcError error) {
    Set<WaitingCall> triedAgain = Set.copyOf(stalled);
    for (WaitingCall call : all()) {
      WaitQueue line = call.line; // null when the end of another has served it
      if (line != null && !triedAgain.contains(call) && isInVain(call, line)) {
        line.owner().refuse(call, error);
      }
    }
  }

  /** Lets the call wait, even one that may not, until it is tried again. */
  void stall(WaitingCall call, WaitQueue line) throws RefusedException {
    await(call, line);
    if (stalled.isEmpty()) {
      nextTry = now + PAUSE;
    }
    stalled.add(call);
  }

  /** The calls that are to be tried again, which do not wait any more. */
  List<WaitingCall> unstalled() {
    if (stalled.isEmpty() || nextTry - now > 0) {
      return List.of();
    }
    List<WaitingCall> due = new ArrayList<>(stalled);
    stalled.clear();
    due.removeIf(call -> call.line == null); // it was given up meanwhile
    due.forEach(this::forget);
    return due;
  }

  private void await(WaitingCall call, WaitQueue line) throws RefusedException {
    if (count >= limit) {
      throw new RefusedException(SharedRefusal.LIMIT, count + " calls wait: no more may");
    }
    if (calls(call.caller.member()).putIfAbsent(call.id, call) != null) {
      throw new RefusedException(
          SharedRefusal.MISUSED, "another call with the id " + call.id + " waits");
    }
    count++;
    line.add(call);
    limitWait(call);
  }

  private void limitWait(WaitingCall call) {
    long wait = call.call.waitNanos();
    if (isLimited(wait)) {
      call.deadline = call.arrival + wait;
      call.hasDeadline = true;
      byDeadline.add(call);
    }
  }

  private Map<RequestId, WaitingCall> calls(ClientProcess member) {
    return byMember.computeIfAbsent(member, m -> new HashMap<>());
  }

  /** Lets a call that waits go on waiting in another line, without a limit. */
  void move(WaitingCall call, WaitQueue line) {
    leave(call);
    line.add(call);
  }

  /** Takes a call out of its line, and its time limit with it; it is answered later. */
  void leave(WaitingCall call) {
    if (call.hasDeadline) {
      byDeadline.remove(call);
      call.hasDeadline = false;
    }
    WaitQueue line = call.line;
    if (line != null) {
      line.remove(call);
    }
  }

  /** The call is being answered. */
  void forget(WaitingCall call) {
    leave(call);
    Map<RequestId, WaitingCall> calls = byMember.get(call.caller.member());
    if (calls != null && calls.remove(call.id, call)) {
      count--;
      if (calls.isEmpty()) {
        byMember.remove(call.caller.member());
      }
    }
  }

  @Nullable WaitingCall find(ClientProcess member, RequestId id) {
    Map<RequestId, WaitingCall> calls = byMember.get(member);
    return calls == null ? null : calls.get(id);
  }

  /** The calls of one process, the first to come first. */
  List<WaitingCall> of(ClientProcess member) {
    Map<RequestId, WaitingCall> calls = byMember.get(member);
    List<WaitingCall> found = new ArrayList<>(calls == null ? List.of() : calls.values());
    found.sort(Comparator.comparingLong(call -> call.order));
    return found;
  }

  List<WaitingCall> all() {
    List<WaitingCall> all = new ArrayList<>();
    byMember.values().forEach(calls -> all.addAll(calls.values()));
    all.sort(Comparator.comparingLong(call -> call.order));
    return all;
  }

  /** A call whose time has run out; null if there is none. */
  @Nullable WaitingCall overdue() {
    if (byDeadline.isEmpty()) {
      return null;
    }
    WaitingCall next = byDeadline.first();
    return next.deadline - now <= 0 ? next : null;
  }

  /** The smaller of {@code wait} and the nanoseconds until a call's time has come. */
  long limit(long wait, long at) {
    long soonest = stalled.isEmpty() ? wait : until(nextTry, wait, at);
    return byDeadline.isEmpty() ? soonest : until(byDeadline.first().deadline, soonest, at);
  }

  private static long until(long time, long most, long at) {
    return Math.min(most, Math.max(0, time - at));
  }

  int count() {
    return count;
  }
}
