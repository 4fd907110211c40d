package dev.reeve.shared.server;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A queue of calls that wait for the same event, served in the order of arrival. */
final class WaitQueue {
  private final SharedState owner;
  private final LinkedHashSet<WaitingCall> calls = new LinkedHashSet<>();

  WaitQueue(SharedState owner) {
    this.owner = owner;
  }

  /** Returns the object that the calls wait for. */
  SharedState owner() {
    return owner;
  }

  void add(WaitingCall call) {
    calls.add(call);
    call.setWaitQueue(this);
  }

  void remove(WaitingCall call) {
    calls.remove(call);
    call.setWaitQueue(null);
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  int size() {
    return calls.size();
  }

  /** Returns the call that has waited longest, without removing it; null if none waits. */
  @Nullable WaitingCall first() {
    Iterator<WaitingCall> all = calls.iterator();
    return all.hasNext() ? all.next() : null;
  }

  /** Returns a copy of the queue, the longest waiting call first. */
  List<WaitingCall> all() {
    return new ArrayList<>(calls);
  }
}
