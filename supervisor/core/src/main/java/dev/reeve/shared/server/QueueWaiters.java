package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls that put into a queue and take from it, served in the order of arrival. */
final class QueueWaiters {
  private final SharedState queue;
  private final MemoryBudget budget;
  private final MultiValueResults results;
  private final UnfinishedItems unfinished;
  private final long capacity;
  private final WaitQueue putters;
  private final WaitQueue takers;
  private QueueItems items;

  QueueWaiters(
      SharedState queue,
      long capacity,
      MemoryBudget budget,
      MultiValueResults results,
      UnfinishedItems unfinished) {
    this.queue = queue;
    this.items = QueueItems.of(queue.kind(), budget);
    this.capacity = capacity;
    this.budget = budget;
    this.results = results;
    this.unfinished = unfinished;
    this.putters = new WaitQueue(queue);
    this.takers = new WaitQueue(queue);
  }

  /** Returns the items in the queue. */
  QueueItems items() {
    return items;
  }

  /** Replaces the container of the items by one that already holds the same items. */
  void moveTo(QueueItems container) {
    items = container;
  }

  /** Returns true if no call waits. */
  boolean isIdle() {
    return putters.isEmpty() && takers.isEmpty();
  }

  /** Adds the values of a call that has been checked to have some, or makes it wait. */
  void put(WaitingCall call) throws RefusedException {
    call.charge(budget);
    if (items.size() < capacity) {
      add(call);
      serveTakers();
    } else {
      waitToPut(call);
    }
  }

  private void waitToPut(WaitingCall call) throws RefusedException {
    try {
      queue.waiting().enter(call, putters);
    } catch (RefusedException e) {
      withdraw(call);
      throw e;
    }
  }

  /** Puts back a value that the caller has taken and cannot read, even beyond the capacity. */
  void putBack(WaitingCall call) throws RefusedException {
    Json value = SharedState.valueOf(call.request());
    budget.charge(value);
    items.addFirst(value);
    unfinished.putBack(call.caller().client());
    call.answer(SharedResult.DONE);
    serveTakers();
  }

  /** Adds as many values as fit and answers the call. */
  private void add(WaitingCall call) {
    List<Json> values = call.values();
    int count = (int) Math.min(values.size(), capacity - items.size());
    add(values, count, call);
    boolean isOne = call.request().operation() == SharedOperation.PUT;
    call.answer(isOne ? SharedResult.DONE : SharedResult.of(count));
  }

  /** Adds {@code count} values. If a bug interrupts it, the counts still match the items. */
  private void add(List<Json> values, int count, WaitingCall call) {
    int added = 0;
    try {
      while (added < count) {
        items.add(values.get(added), call.request().number());
        added++;
      }
    } finally {
      unfinished.added(added);
      call.settleCharge(budget, values.subList(added, values.size()));
    }
  }

  private void serveTakers() {
    WaitingCall next = takers.first();
    while (next != null && items.size() > 0) {
      giveItems(next);
      next = takers.first();
    }
  }

  /** Answers a call with items, or makes it wait. The call must want at least one item. */
  void take(WaitingCall call) throws RefusedException {
    if (items.size() > 0) {
      giveItems(call);
      servePutters();
    } else {
      queue.waiting().enter(call, takers);
    }
  }

  private static long mostOf(WaitingCall call) {
    return call.request().operation() == SharedOperation.TAKE ? 1 : call.request().number();
  }

  private void giveItems(WaitingCall call) {
    try {
      List<Json> values = poll(mostOf(call));
      unfinished.taken(call.caller().client(), values.size());
      boolean isOne = call.request().operation() == SharedOperation.TAKE;
      call.answer(SharedResult.of(isOne ? values.get(0) : Json.array(values)));
    } catch (RefusedException e) {
      dropUnreadable(call, e);
    }
  }

  private void dropUnreadable(WaitingCall call, RefusedException e) {
    items.remove();
    unfinished.removed(1);
    call.refuse(e.error());
  }

  /** Answers a call with the next item, which stays. */
  void peek(WaitingCall call) {
    try {
      Json next = items.peek();
      call.answer(next == null ? SharedResult.NOT_DONE : SharedResult.of(next));
    } catch (RefusedException e) {
      dropUnreadable(call, e);
    }
  }

  /** Removes up to {@code most} items that fit into one answer; a single item always fits. */
  private List<Json> poll(long most) throws RefusedException {
    List<Json> values = new ArrayList<>();
    long bytesLeft = results.mostBytes() - 2L;
    for (Json next = items.peek();
        next != null && (values.isEmpty() || next.length() < bytesLeft);
        next = values.size() < most ? peekOrNull() : null) {
      bytesLeft -= next.length() + 1;
      values.add(next);
      items.remove();
    }
    return values;
  }

  /** Returns the next item; null also if it cannot be read, so that taken items still arrive. */
  private @Nullable Json peekOrNull() {
    try {
      return items.peek();
    } catch (RefusedException | IllegalStateException e) {
      return null;
    }
  }

  /** Adds the values of waiting calls as far as they fit. */
  void servePutters() {
    WaitingCall next = putters.first();
    while (next != null && items.size() < capacity) {
      add(next);
      next = putters.first();
    }
  }

  /** Removes all items. */
  void clear() {
    unfinished.removed(items.clear());
  }

  /** Refuses all waiting calls. */
  void refuseWaiting(RpcError error) {
    for (WaitingCall put : putters.all()) {
      withdraw(put);
      put.refuse(error);
    }
    takers.all().forEach(take -> take.refuse(error));
  }

  /** Gives back the space for a put that will not be carried out. */
  void withdraw(WaitingCall call) {
    call.refund(budget);
  }
}
