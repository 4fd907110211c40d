package dev.reeve.supervisor.shared;

import dev.reeve.protocol.RawJson;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.SharedResult;
import java.util.ArrayList;
import java.util.List;

/**
 * A bounded queue, whatever its order. Calls that put wait only while it is full, calls that take
 * only while it is empty.
 */
final class QueueState extends SharedState {
  private final Budget budget;
  private final Answers answers;
  private final Items items;
  private final long capacity;
  private final WaitLine putting = new WaitLine(this);
  private final WaitLine taking = new WaitLine(this);
  private final Unfinished unfinished = new Unfinished(this);
  private boolean closed;

  QueueState(SharedCall open, WaitingCalls waiting, Budget budget, Answers answers)
      throws RefusedException {
    super(open, waiting);
    if (open.number() < 1) {
      throw misused("the capacity of a " + kind.wireName() + " must be at least 1");
    }
    this.budget = budget;
    this.answers = answers;
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
      case PUT, PUT_ALL -> put(call);
      case TAKE, TAKE_ALL -> take(call);
      case SIZE -> call.answer(SharedResult.of(items.size()));
      case CLEAR -> clear(call);
      case TASK_DONE -> unfinished.done(call);
      case JOIN -> unfinished.join(call);
      case CLOSE -> close(call);
      default -> throw unknownOperation(call.call);
    }
  }

  private void put(WaitingCall call) throws RefusedException {
    List<RawJson> values = checkedValues(call);
    if (closed) {
      throw new RefusedException(SharedRefusal.CLOSED, this + " is closed");
    }
    budget.take(values);
    if (items.size() < capacity) {
      add(call);
      serveTaking();
    } else {
      waitToPut(call, values);
    }
  }

  private List<RawJson> checkedValues(WaitingCall call) throws RefusedException {
    RawJson value = valueOf(call.call);
    try {
      List<RawJson> values = call.values();
      if (!values.isEmpty()) {
        return values;
      }
    } catch (IllegalArgumentException e) {
      throw misused("putAll needs an array, not " + value.length() + " bytes of something else");
    }
    throw misused("putAll needs a value");
  }

  private void waitToPut(WaitingCall call, List<RawJson> values) throws RefusedException {
    try {
      waiting.enter(call, putting);
    } catch (RefusedException e) {
      budget.giveBack(values);
      throw e;
    }
  }

  /** Adds what there is room for. */
  private void add(WaitingCall call) {
    List<RawJson> values = call.values();
    int count = (int) Math.min(values.size(), capacity - items.size());
    for (RawJson value : values.subList(0, count)) {
      items.add(value, call.call.number());
      unfinished.added();
    }
    budget.giveBack(values.subList(count, values.size()));
    boolean isOne = call.call.operation() == SharedOperation.PUT;
    call.answer(isOne ? SharedResult.DONE : SharedResult.of(count));
  }

  private void serveTaking() {
    WaitingCall next = taking.first();
    while (next != null && items.size() > 0) {
      hand(next);
      next = taking.first();
    }
  }

  private void take(WaitingCall call) throws RefusedException {
    if (mostOf(call) < 1) {
      throw misused("takeAll takes 1 at least");
    }
    if (items.size() > 0) {
      hand(call);
      servePutting();
    } else if (closed) {
      throw new RefusedException(SharedRefusal.CLOSED, this + " is closed");
    } else {
      waiting.enter(call, taking);
    }
  }

  private static long mostOf(WaitingCall call) {
    return call.call.operation() == SharedOperation.TAKE ? 1 : call.call.number();
  }

  private void hand(WaitingCall call) {
    List<RawJson> values = poll(mostOf(call));
    budget.giveBack(values);
    values.forEach(value -> unfinished.taken(call.caller.member()));
    boolean isOne = call.call.operation() == SharedOperation.TAKE;
    call.answer(SharedResult.of(isOne ? values.get(0) : RawJson.arrayOf(values)));
  }

  /** So many, but no more than fit into one answer, of which one always does. */
  private List<RawJson> poll(long most) {
    List<RawJson> values = new ArrayList<>();
    long room = answers.mostBytes() - 2L;
    for (RawJson next = items.peek();
        next != null && values.size() < most && (values.isEmpty() || next.length() < room);
        next = items.peek()) {
      room -= next.length() + 1;
      values.add(next);
      items.poll();
    }
    return values;
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
    SharedOperation operation = call.call.operation();
    if (operation == SharedOperation.PUT || operation == SharedOperation.PUT_ALL) {
      budget.giveBack(call.values());
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
