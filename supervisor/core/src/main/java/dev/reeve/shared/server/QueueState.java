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
 * A bounded queue, stack or priority queue. Puts wait only while it is full, takes only while it is
 * empty.
 */
final class QueueState extends SharedState {
  private final MemoryBudget budget;
  private final MemoryAssignments assignments;
  private final UnfinishedItems unfinished = new UnfinishedItems(this);
  private final QueueWaiters waiters;
  private final long capacity;

  /** The items once processes use them directly in shared memory; null until then. */
  private @Nullable MappedQueueItems mappedItems;

  private boolean closed;

  QueueState(
      SharedCall open,
      WaitingCalls waiting,
      MemoryBudget budget,
      MultiValueResults results,
      MemoryAssignments assignments)
      throws RefusedException {
    super(open, waiting);
    if (open.number() < 1) {
      throw misused("the capacity of a " + kind().wireName() + " must be at least 1");
    }
    this.budget = budget;
    this.assignments = assignments;
    this.capacity = open.number();
    this.waiters = new QueueWaiters(this, capacity, budget, results, unfinished);
  }

  @Override
  SharedResult reopen(SharedCall open) throws RefusedException {
    return sameNumber(capacity, open, "capacity");
  }

  @Override
  void call(WaitingCall call) throws RefusedException {
    MappedQueueItems mapped = mappedItems;
    if (mapped == null || call.request().operation() == SharedOperation.DIRECT) {
      carryOut(call);
    } else if (mapped.tryEnter(call, waiting())) {
      try {
        carryOut(call);
      } catch (IllegalStateException e) {
        refuseForDamage(call, e);
      } finally {
        mapped.leave(admitsDirectPuts(), waiters.isIdle());
      }
    }
  }

  /** Refuses the call and all waiting ones, as the damaged memory can serve none of them. */
  private void refuseForDamage(WaitingCall call, IllegalStateException damage) {
    RpcError error = SharedRefusal.MISUSED.error(this + ": " + damage.getMessage());
    if (!call.isAnswered()) {
      withdraw(call);
      call.refuse(error);
    }
    waiters.refuseWaiting(error);
  }

  /** Returns false while calls wait, so that direct puts do not overtake them. */
  private boolean admitsDirectPuts() {
    return waiters.isIdle() && !closed;
  }

  private void admitDirectUse() {
    if (mappedItems != null) {
      mappedItems.admit(admitsDirectPuts(), waiters.isIdle());
    }
  }

  private void carryOut(WaitingCall call) throws RefusedException {
    switch (call.request().operation()) {
      case PUT, PUT_ALL -> put(call);
      case TAKE, TAKE_ALL -> take(call);
      case PUT_BACK -> waiters.putBack(call);
      case PEEK -> waiters.peek(call);
      case SIZE -> call.answer(SharedResult.of(waiters.items().size()));
      case CLEAR -> clear(call);
      case TASK_DONE -> unfinished.done(call);
      case JOIN -> unfinished.join(call);
      case DIRECT -> direct(call);
      case CLOSE -> close(call);
      default -> throw unknownOperation(call.request());
    }
  }

  private void put(WaitingCall call) throws RefusedException {
    requireValues(call);
    if (closed) {
      throw closedException();
    }
    waiters.put(call);
  }

  private RefusedException closedException() {
    return new RefusedException(SharedRefusal.CLOSED, this + " is closed");
  }

  private void requireValues(WaitingCall call) throws RefusedException {
    Json value = valueOf(call.request());
    try {
      List<Json> values = call.values();
      if (values.isEmpty()) {
        throw misused("putAll needs a value");
      }
    } catch (IllegalArgumentException e) {
      throw misused("putAll needs an array, not another value of " + value.length() + " bytes");
    }
  }

  private void take(WaitingCall call) throws RefusedException {
    if (call.request().operation() == SharedOperation.TAKE_ALL && call.request().number() < 1) {
      throw misused("takeAll must take at least 1 item");
    }
    if (closed && waiters.items().size() == 0) {
      throw closedException();
    }
    waiters.take(call);
  }

  private void clear(WaitingCall call) {
    waiters.clear();
    call.answer(SharedResult.DONE);
    waiters.servePutters();
  }

  private void direct(WaitingCall call) {
    if (mappedItems == null && kind() == SharedKind.QUEUE) {
      mapItems();
    }
    call.answer(
        mappedItems == null
            ? SharedResult.NOT_DONE
            : mappedItems.assignSeat(call.caller().client()));
  }

  private void mapItems() {
    QueueMemory memory = assignments.createQueue(capacity);
    if (memory != null) {
      MappedQueueItems made =
          new MappedQueueItems(this, memory, waiters.items(), budget, unfinished);
      waiters.moveTo(made);
      mappedItems = made;
      admitDirectUse();
    }
  }

  private void close(WaitingCall call) {
    closed = true;
    waiters.refuseWaiting(SharedRefusal.CLOSED.error(this + " was closed"));
    call.answer(SharedResult.DONE);
  }

  @Override
  void withdraw(WaitingCall call) {
    waiters.withdraw(call);
  }

  @Override
  void callsWithdrawn() {
    admitDirectUse();
  }

  @Override
  void died(ClientProcess client) {
    if (mappedItems != null) {
      mappedItems.died(client);
    }
    unfinished.died(client);
  }

  @Override
  void discarded() {
    if (mappedItems == null) {
      waiters.clear();
    } else {
      mappedItems.end();
    }
  }

  @Override
  void finished() {
    if (mappedItems != null) {
      mappedItems.end();
    }
  }
}
