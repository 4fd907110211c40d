package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.SharedResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue, whatever its order. Calls that put wait only while it is full, calls that take
 * only while it is empty.
 */
final class QueueState extends SharedState {
  private final MemoryBudget budget;
  private final MemoryAssignments memories;
  private final UnfinishedItems unfinished = new UnfinishedItems(this);
  private final QueueWaiters desk;
  private final long capacity;

  /** Where processes get at the items without asking; null as long as none does. */
  private @Nullable MappedQueueItems doorway;

  private boolean closed;

  QueueState(
      SharedCall open,
      WaitingCalls waiting,
      MemoryBudget budget,
      MultiValueResults answers,
      MemoryAssignments memories)
      throws RefusedException {
    super(open, waiting);
    if (open.number() < 1) {
      throw misused("the capacity of a " + kind.wireName() + " must be at least 1");
    }
    this.budget = budget;
    this.memories = memories;
    this.capacity = open.number();
    QueueItems items = QueueItems.of(kind, budget);
    this.desk = new QueueWaiters(this, items, capacity, budget, answers, unfinished);
  }

  @Override
  SharedResult reopen(SharedCall open) throws RefusedException {
    return sameNumber(capacity, open, "capacity");
  }

  @Override
  void call(WaitingCall call) throws RefusedException {
    MappedQueueItems entered = doorway;
    if (entered == null || call.call.operation() == SharedOperation.DIRECT) {
      carryOut(call);
    } else if (entered.enter(call, waiting)) {
      try {
        carryOut(call);
      } catch (IllegalStateException e) {
        damaged(call, e);
      } finally {
        entered.leave(admitsPutting(), desk.isIdle());
      }
    }
  }

  /** Nobody can be served any more. */
  private void damaged(WaitingCall call, IllegalStateException damage) {
    RpcError error = SharedRefusal.MISUSED.error(this + ": " + damage.getMessage());
    if (!call.isAnswered()) {
      gaveUp(call);
      call.refuse(error);
    }
    desk.refuseWaiting(error);
  }

  /** Nobody is passed by who waits, and what is closed is so for all. */
  private boolean admitsPutting() {
    return desk.isIdle() && !closed;
  }

  private void openDoorway() {
    if (doorway != null) {
      doorway.admit(admitsPutting(), desk.isIdle());
    }
  }

  private void carryOut(WaitingCall call) throws RefusedException {
    switch (call.call.operation()) {
      case PUT, PUT_ALL -> put(call);
      case TAKE, TAKE_ALL -> take(call);
      case SIZE -> call.answer(SharedResult.of(desk.items().size()));
      case CLEAR -> clear(call);
      case TASK_DONE -> unfinished.done(call);
      case JOIN -> unfinished.join(call);
      case DIRECT -> direct(call);
      case CLOSE -> close(call);
      default -> throw unknownOperation(call.call);
    }
  }

  private void put(WaitingCall call) throws RefusedException {
    checkValues(call);
    if (closed) {
      throw isClosed();
    }
    desk.put(call);
  }

  private RefusedException isClosed() {
    return new RefusedException(SharedRefusal.CLOSED, this + " is closed");
  }

  private void checkValues(WaitingCall call) throws RefusedException {
    Json value = valueOf(call.call);
    try {
      List<Json> values = call.values();
      if (values.isEmpty()) {
        throw misused("putAll needs a value");
      }
    } catch (IllegalArgumentException e) {
      throw misused("putAll needs an array, not " + value.length() + " bytes of something else");
    }
  }

  private void take(WaitingCall call) throws RefusedException {
    if (call.call.operation() == SharedOperation.TAKE_ALL && call.call.number() < 1) {
      throw misused("takeAll takes 1 at least");
    }
    if (closed && desk.items().size() == 0) {
      throw isClosed();
    }
    desk.take(call);
  }

  private void clear(WaitingCall call) {
    desk.drop();
    call.answer(SharedResult.DONE);
    desk.servePutting();
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
      MappedQueueItems made = new MappedQueueItems(this, memory, desk.items(), budget, unfinished);
      desk.move(made);
      doorway = made;
      openDoorway();
    }
  }

  private void close(WaitingCall call) {
    closed = true;
    desk.refuseWaiting(SharedRefusal.CLOSED.error(this + " was closed"));
    call.answer(SharedResult.DONE);
  }

  @Override
  void gaveUp(WaitingCall call) {
    desk.gaveUp(call);
  }

  @Override
  void stoppedWaiting() {
    openDoorway();
  }

  @Override
  void died(ClientProcess member) {
    if (doorway != null) {
      doorway.died(member);
    }
    unfinished.died(member);
  }

  @Override
  void discarded() {
    if (doorway == null) {
      desk.drop();
    } else {
      doorway.end();
    }
  }

  @Override
  void finished() {
    if (doorway != null) {
      doorway.end();
    }
  }
}
