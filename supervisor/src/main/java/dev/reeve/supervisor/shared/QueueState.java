package dev.reeve.supervisor.shared;

import dev.reeve.protocol.RawJson;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.SharedResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue, whatever its order. Calls that put wait only while it is full, calls that take
 * only while it is empty.
 */
final class QueueState extends SharedState {
  private final Budget budget;
  private final Answers answers;
  private final long capacity;
  private final WaitLine putting = new WaitLine(this);
  private final WaitLine taking = new WaitLine(this);
  private final Unfinished unfinished = new Unfinished(this);
  private final Memories memories;
  private Items items;

  /** Where processes get at the items without asking; null as long as none does. */
  private @Nullable Doorway doorway;

  private boolean closed;

  QueueState(
      SharedCall open, WaitingCalls waiting, Budget budget, Answers answers, Memories memories)
      throws RefusedException {
    super(open, waiting);
    if (open.number() < 1) {
      throw misused("the capacity of a " + kind.wireName() + " must be at least 1");
    }
    this.budget = budget;
    this.answers = answers;
    this.memories = memories;
    this.items = Items.of(kind);
    this.capacity = open.number();
  }

  @Override
  SharedResult reopen(SharedCall open) throws RefusedException {
    return sameNumber(capacity, open, "capacity");
  }

  @Override
  void call(WaitingCall call) throws RefusedException {
    Doorway entered = doorway;
    if (entered == null) {
      carryOut(call);
    } else if (entered.enter(call, waiting)) {
      try {
        carryOut(call);
      } catch (IllegalStateException e) {
        throw misused(this + ": " + e.getMessage());
      } finally {
        entered.leave(admitsPutting(), admitsTaking());
      }
    }
  }

  /** Nobody is passed by who waits, and what is closed is so for all. */
  private boolean admitsPutting() {
    return admitsTaking() && !closed;
  }

  private boolean admitsTaking() {
    return putting.isEmpty() && taking.isEmpty();
  }

  private void openDoorway() {
    if (doorway != null) {
      doorway.admit(admitsPutting(), admitsTaking());
    }
  }

  private void carryOut(WaitingCall call) throws RefusedException {
    switch (call.call.operation()) {
      case PUT, PUT_ALL -> put(call);
      case TAKE, TAKE_ALL -> take(call);
      case SIZE -> call.answer(SharedResult.of(items.size()));
      case CLEAR -> clear(call);
      case TASK_DONE -> unfinished.done(call);
      case JOIN -> unfinished.join(call);
      case DIRECT -> direct(call);
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
    call.isCharged = true;
    if (items.size() < capacity) {
      add(call);
      serveTaking();
    } else {
      waitToPut(call);
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

  private void waitToPut(WaitingCall call) throws RefusedException {
    try {
      waiting.enter(call, putting);
    } catch (RefusedException e) {
      gaveUp(call);
      throw e;
    }
  }

  /** Adds what there is room for. */
  private void add(WaitingCall call) {
    List<RawJson> values = call.values();
    int count = (int) Math.min(values.size(), capacity - items.size());
    for (RawJson value : values.subList(0, count)) {
      items.add(value, call.call.number());
    }
    unfinished.added(count);
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
    unfinished.taken(call.caller.member(), values.size());
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

  private void direct(WaitingCall call) {
    if (doorway == null && kind == SharedKind.QUEUE) {
      makeDoorway();
    }
    call.answer(doorway == null ? SharedResult.NOT_DONE : doorway.seat(call.caller.member()));
  }

  private void makeDoorway() {
    QueueMemory memory = memories.queue(capacity);
    if (memory != null) {
      Doorway made = new Doorway(this, memory, items, budget, unfinished);
      items = made;
      doorway = made;
      openDoorway();
    }
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
    if (call.isCharged) {
      call.isCharged = false;
      budget.giveBack(call.values());
    }
  }

  @Override
  void stoppedWaiting() {
    openDoorway();
  }

  @Override
  void died(Member member) {
    if (doorway != null) {
      doorway.died(member);
    }
    unfinished.died(member);
  }

  @Override
  void discarded() {
    if (doorway == null) {
      dropAll();
    } else {
      doorway.end();
      memories.queueEnded();
    }
  }

  @Override
  void finished() {
    if (doorway != null) {
      doorway.end();
    }
  }
}
