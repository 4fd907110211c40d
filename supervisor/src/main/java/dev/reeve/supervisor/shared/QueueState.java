package dev.reeve.supervisor.shared;

import dev.reeve.protocol.RawJson;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.SharedResult;

/**
 * A bounded queue, whatever its order. Calls that put wait only while it is full, calls that take
 * only while it is empty.
 */
final class QueueState extends SharedState {
  private final Budget budget;
  private final Items items;
  private final long capacity;
  private final WaitLine putting = new WaitLine(this);
  private final WaitLine taking = new WaitLine(this);
  private final Unfinished unfinished = new Unfinished(this);
  private boolean closed;

  QueueState(SharedCall open, WaitingCalls waiting, Budget budget) throws RefusedException {
    super(open, waiting);
    if (open.number() < 1) {
      throw misused("the capacity of a " + kind.wireName() + " must be at least 1");
    }
    this.budget = budget;
    this.items = Items.of(kind);
    this.capacity = open.number();
  }

  @Override
  SharedResult reopen(SharedCall open) throws RefusedException {
    return sameNumber(capacity, open, "capacity");
  }

  @Override
  void call(WaitingCall call) throws RefusedException {
    switch (call.call.operation()) {
      case PUT -> put(call);
      case TAKE -> take(call);
      case SIZE -> call.answer(SharedResult.of(items.size()));
      case CLEAR -> clear(call);
      case TASK_DONE -> unfinished.done(call);
      case JOIN -> unfinished.join(call);
      case CLOSE -> close(call);
      default -> throw unknownOperation(call.call);
    }
  }

  private void put(WaitingCall call) throws RefusedException {
    RawJson value = valueOf(call.call);
    if (closed) {
      throw new RefusedException(SharedRefusal.CLOSED, this + " is closed");
    }
    budget.take(value);
    if (items.size() < capacity) {
      add(call);
      serveTaking();
    } else {
      waitToPut(call, value);
    }
  }

  private void waitToPut(WaitingCall call, RawJson value) throws RefusedException {
    try {
      waiting.enter(call, putting);
    } catch (RefusedException e) {
      budget.giveBack(value);
      throw e;
    }
  }

  private void add(WaitingCall call) {
    items.add(call.value(), call.call.number());
    unfinished.added();
    call.answer(SharedResult.DONE);
  }

  private void serveTaking() {
    WaitingCall next = taking.first();
    RawJson value = next == null ? null : items.poll();
    if (next != null && value != null) {
      hand(next, value);
    }
  }

  private void take(WaitingCall call) throws RefusedException {
    RawJson value = items.poll();
    if (value != null) {
      hand(call, value);
      servePutting();
    } else if (closed) {
      throw new RefusedException(SharedRefusal.CLOSED, this + " is closed");
    } else {
      waiting.enter(call, taking);
    }
  }

  private void hand(WaitingCall call, RawJson value) {
    budget.giveBack(value);
    unfinished.taken(call.caller.member());
    call.answer(SharedResult.of(value));
  }

  private void servePutting() {
    WaitingCall next = putting.first();
    while (next != null && items.size() < capacity) {
      add(next);
      next = putting.first();
    }
  }

  private void clear(WaitingCall call) {
    dropAll();
    call.answer(SharedResult.DONE);
    servePutting();
  }

  private void dropAll() {
    for (RawJson value = items.poll(); value != null; value = items.poll()) {
      budget.giveBack(value);
      unfinished.removed();
    }
  }

  private void close(WaitingCall call) {
    closed = true;
    RpcError error = SharedRefusal.CLOSED.error(this + " was closed");
    for (WaitingCall put : putting.all()) {
      gaveUp(put);
      put.refuse(error);
    }
    taking.all().forEach(take -> take.refuse(error)); // it is empty if there are any
    call.answer(SharedResult.DONE);
  }

  @Override
  void gaveUp(WaitingCall call) {
    if (call.call.operation() == SharedOperation.PUT) {
      budget.giveBack(call.value());
    }
  }

  @Override
  void died(Member member) {
    unfinished.died(member);
  }

  @Override
  void discarded() {
    dropAll();
  }
}
