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

/** All waiting calls, found by process and by deadline. */
final class WaitingCalls {
  private static final Comparator<WaitingCall> BY_DEADLINE =
      (a, b) -> {
        int byTime = Long.signum(a.deadline() - b.deadline()); // monotonic time may wrap around
        return byTime != 0 ? byTime : Long.compare(a.order(), b.order());
      };

  /** Longer waits have no limit, so that deadlines do not overflow the clock's range. */
  private static final long LONGEST_WAIT = Long.MAX_VALUE / 4;

  /** Nanoseconds between attempts to take a mapped queue's lock, whose release is not signalled. */
  private static final long RETRY_NANOS = 1_000_000;

  private final int limit;

  /** The calls of each process by {@link WaitingCall#key}. */
  private final Map<ClientProcess, Map<Object, WaitingCall>> byClient = new HashMap<>();

  private final TreeSet<WaitingCall> byDeadline = new TreeSet<>(BY_DEADLINE);
  private final List<WaitingCall> stalled = new ArrayList<>();
  private long nextRetry;
  private int count;
  private long now;
  private long nextOrder;

  /** The reason why endless waits are refused; null while they are permitted. */
  private @Nullable String endlessWaitRefusal;

  WaitingCalls(int limit) {
    this.limit = limit;
  }

  /** Sets the monotonic time, in nanoseconds, of what happens next. */
  void setNow(long now) {
    this.now = now;
  }

  long now() {
    return now;
  }

  long nextOrder() {
    return nextOrder++;
  }

  /** Makes the call wait in {@code queue}. A call without time to wait times out at once. */
  void enter(WaitingCall call, WaitQueue queue) throws RefusedException {
    if (call.request().waitNanos() == 0) {
      queue.owner().timedOut(call);
      return;
    }
    if (endlessWaitRefusal != null && mayNeverEnd(call, queue)) {
      throw new RefusedException(SharedRefusal.FINISHED, endlessWaitRefusal);
    }
    await(call, queue);
  }

  /** Returns whether no thread may ever end this wait. A living holder of the object may. */
  private static boolean mayNeverEnd(WaitingCall call, WaitQueue queue) {
    boolean isHeld =
        queue.owner() instanceof Holdable held
            && held.isUsuallyReleased()
            && held.holders().stream().anyMatch(holder -> !holder.equals(call.caller()));
    return !isHeld && !isLimited(call.request().waitNanos());
  }

  private static boolean isLimited(long waitNanos) {
    return waitNanos > 0 && waitNanos < LONGEST_WAIT;
  }

  /**
   * Refuses waits that may never end, both present and future ones.
   *
   * @param why the reason; null permits endless waits again
   */
  void refuseEndlessWaits(@Nullable String why) {
    boolean isNew = endlessWaitRefusal == null;
    endlessWaitRefusal = why;
    if (isNew && why != null) {
      refuseWaiting(SharedRefusal.FINISHED.error(why));
    }
  }

  private void refuseWaiting(RpcError error) {
    Set<WaitingCall> toRetry = Set.copyOf(stalled);
    for (WaitingCall call : all()) {
      WaitQueue queue = call.waitQueue(); // null if an earlier refusal let this call be served
      if (queue != null && !toRetry.contains(call) && mayNeverEnd(call, queue)) {
        queue.owner().refuse(call, error);
      }
    }
  }

  /** Makes the call wait until it is tried again, even if the caller allowed no waiting. */
  void stall(WaitingCall call, WaitQueue queue) throws RefusedException {
    await(call, queue);
    if (stalled.isEmpty()) {
      nextRetry = now + RETRY_NANOS;
    }
    stalled.add(call);
  }

  /** Removes and returns the stalled calls, which no longer wait; none before the retry is due. */
  List<WaitingCall> removeDueStalled() {
    if (stalled.isEmpty() || nextRetry - now > 0) {
      return List.of();
    }
    List<WaitingCall> due = new ArrayList<>(stalled);
    stalled.clear();
    due.removeIf(call -> !call.isWaiting()); // refused or timed out meanwhile
    due.forEach(this::forget);
    return due;
  }

  private void await(WaitingCall call, WaitQueue queue) throws RefusedException {
    if (count >= limit) {
      throw new RefusedException(SharedRefusal.LIMIT, count + " calls wait, the most allowed");
    }
    if (calls(call.caller().client()).putIfAbsent(call.key(), call) != null) {
      throw new RefusedException(
          SharedRefusal.MISUSED, "another call with the id " + call.id() + " is already waiting");
    }
    count++;
    queue.add(call);
    limitWait(call);
  }

  private void limitWait(WaitingCall call) {
    long wait = call.request().waitNanos();
    if (isLimited(wait)) {
      call.limitWait(wait);
      byDeadline.add(call);
    }
  }

  private Map<Object, WaitingCall> calls(ClientProcess client) {
    return byClient.computeIfAbsent(client, m -> new HashMap<>());
  }

  /** Moves a waiting call to another queue and removes its time limit. */
  void move(WaitingCall call, WaitQueue queue) {
    leave(call);
    queue.add(call);
  }

  /** Removes a call from its queue, and its time limit too. The call is answered later. */
  void leave(WaitingCall call) {
    if (call.hasDeadline()) {
      byDeadline.remove(call);
      call.removeDeadline();
    }
    WaitQueue queue = call.waitQueue();
    if (queue != null) {
      queue.remove(call);
    }
  }

  /** Removes a call that is being answered. */
  void forget(WaitingCall call) {
    leave(call);
    Map<Object, WaitingCall> calls = byClient.get(call.caller().client());
    if (calls != null && calls.remove(call.key(), call)) {
      count--;
      if (calls.isEmpty()) {
        byClient.remove(call.caller().client());
      }
    }
  }

  @Nullable WaitingCall find(ClientProcess client, RequestId id) {
    Map<Object, WaitingCall> calls = byClient.get(client);
    return calls == null ? null : calls.get(id);
  }

  /** Returns the waiting calls of one process in the order of arrival. */
  List<WaitingCall> of(ClientProcess client) {
    Map<Object, WaitingCall> calls = byClient.get(client);
    List<WaitingCall> found = new ArrayList<>(calls == null ? List.of() : calls.values());
    found.sort(Comparator.comparingLong(call -> call.order()));
    return found;
  }

  /** Returns all waiting calls in the order of arrival. */
  List<WaitingCall> all() {
    List<WaitingCall> all = new ArrayList<>();
    byClient.values().forEach(calls -> all.addAll(calls.values()));
    all.sort(Comparator.comparingLong(call -> call.order()));
    return all;
  }

  /** Returns a call whose deadline has passed; null if there is none. */
  @Nullable WaitingCall overdue() {
    if (byDeadline.isEmpty()) {
      return null;
    }
    WaitingCall next = byDeadline.first();
    return next.deadline() - now <= 0 ? next : null;
  }

  /** Returns the smaller of {@code wait} and the nanoseconds until a deadline or a retry. */
  long limit(long wait, long at) {
    long soonest = stalled.isEmpty() ? wait : untilTime(nextRetry, wait, at);
    return byDeadline.isEmpty() ? soonest : untilTime(byDeadline.first().deadline(), soonest, at);
  }

  private static long untilTime(long time, long most, long at) {
    return Math.min(most, Math.max(0, time - at));
  }

  int count() {
    return count;
  }
}
