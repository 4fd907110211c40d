package dev.reeve.shared.server;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls that wait for the same thing; the first to come is the first to be served. */
final class WaitQueue {
  private final SharedState owner;
  private final LinkedHashSet<WaitingCall> calls = new LinkedHashSet<>();

  WaitQueue(SharedState owner) {
    this.owner = owner;
  }

  /** The object that it belongs to. */
  SharedState owner() {
    return owner;
  }

  void add(WaitingCall call) {
    calls.add(call);
    call.line = this;
  }

  void remove(WaitingCall call) {
    calls.remove(call);
    call.line = null;
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  int size() {
    return calls.size();
  }

  /** The call that has waited longest, which stays. */
  @Nullable WaitingCall first() {
    Iterator<WaitingCall> all = calls.iterator();
    return all.hasNext() ? all.next() : null;
  }

  /** All of them, the longest waiting first, as they are now. */
  List<WaitingCall> all() {
    return new ArrayList<>(calls);
  }
}
