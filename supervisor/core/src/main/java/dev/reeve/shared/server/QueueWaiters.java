package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves those who put into a queue and take out of it, in the order of their coming. */
final class QueueWaiters {
  private final SharedState queue;
  private final MemoryBudget budget;
  private final MultiValueResults answers;
  private final UnfinishedItems unfinished;
  private final long capacity;
  private final WaitQueue putting;
  private final WaitQueue taking;
  private QueueItems items;

  QueueWaiters(
      SharedState queue,
      QueueItems items,
      long capacity,
      MemoryBudget budget,
      MultiValueResults answers,
      UnfinishedItems unfinished) {
    this.queue = queue;
    this.items = items;
    this.capacity = capacity;
    this.budget = budget;
    this.answers = answers;
    this.unfinished = unfinished;
    this.putting = new WaitQueue(queue);
    this.taking = new WaitQueue(queue);
  }

  /** What is in the queue. */
  QueueItems items() {
    return items;
  }

  /** The same items are kept elsewhere from now on. */
  void move(QueueItems elsewhere) {
    items = elsewhere;
  }

  /** Whether nobody waits. */
  boolean isIdle() {
    return putting.isEmpty() && taking.isEmpty();
  }

  /** Puts in what the call was checked to have. */
  void put(WaitingCall call) throws RefusedException {
    budget.take(call.values());
    call.isCharged = true;
    if (items.size() < capacity) {
      add(call);
      serveTaking();
    } else {
      waitToPut(call);
    }
  }

  private void waitToPut(WaitingCall call) throws RefusedException {
    try {
      queue.waiting.enter(call, putting);
    } catch (RefusedException e) {
      gaveUp(call);
      throw e;
    }
  }

  /** Adds what there is room for. */
  private void add(WaitingCall call) {
    List<Json> values = call.values();
    int count = (int) Math.min(values.size(), capacity - items.size());
    add(values, count, call);
    boolean isOne = call.call.operation() == SharedOperation.PUT;
    call.answer(isOne ? SharedResult.DONE : SharedResult.of(count));
  }

  /** Whatever comes between, it is known what is in and what is not. */
  private void add(List<Json> values, int count, WaitingCall call) {
    int added = 0;
    try {
      while (added < count) {
        items.add(values.get(added), call.call.number());
        added++;
      }
    } finally {
      call.isCharged = false;
      unfinished.added(added);
      budget.giveBack(values.subList(added, values.size()));
    }
  }

  private void serveTaking() {
    WaitingCall next = taking.first();
    while (next != null && items.size() > 0) {
      hand(next);
      next = taking.first();
    }
  }

  /** Gives what there is; the call was checked to want one at least. */
  void take(WaitingCall call) throws RefusedException {
    if (items.size() > 0) {
      hand(call);
      servePutting();
    } else {
      queue.waiting.enter(call, taking);
    }
  }

  private static long mostOf(WaitingCall call) {
    return call.call.operation() == SharedOperation.TAKE ? 1 : call.call.number();
  }

  private void hand(WaitingCall call) {
    try {
      List<Json> values = poll(mostOf(call));
      unfinished.taken(call.caller.member(), values.size());
      boolean isOne = call.call.operation() == SharedOperation.TAKE;
      call.answer(SharedResult.of(isOne ? values.get(0) : Json.array(values)));
    } catch (RefusedException e) {
      items.remove();
      unfinished.removed(1);
      call.refuse(e.error());
    }
  }

  /** So many, but no more than fit into one answer, of which one always does. */
  private List<Json> poll(long most) throws RefusedException {
    List<Json> values = new ArrayList<>();
    long room = answers.mostBytes() - 2L;
    for (Json next = items.peek();
        next != null && (values.isEmpty() || next.length() < room);
        next = values.size() < most ? peekBehind() : null) {
      room -= next.length() + 1;
      values.add(next);
      items.remove();
    }
    return values;
  }

  /** What is wrong with the next must not harm those that have been taken. */
  private @Nullable Json peekBehind() {
    try {
      return items.peek();
    } catch (RefusedException | IllegalStateException e) {
      return null;
    }
  }

  /** Puts in what there is room for of what waits. */
  void servePutting() {
    WaitingCall next = putting.first();
    while (next != null && items.size() < capacity) {
      add(next);
      next = putting.first();
    }
  }

  /** Drops all items. */
  void drop() {
    unfinished.removed(items.clear());
  }

  /** Whoever waits waits for nothing any more. */
  void refuseWaiting(RpcError error) {
    for (WaitingCall put : putting.all()) {
      gaveUp(put);
      put.refuse(error);
    }
    taking.all().forEach(take -> take.refuse(error));
  }

  /** A call that puts will not be carried out. */
  void gaveUp(WaitingCall call) {
    if (call.isCharged) {
      call.isCharged = false;
      budget.giveBack(call.values());
    }
  }
}
