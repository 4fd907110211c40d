package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.SharedResult;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/**
 * A pipe with two ends; values sent at one end are received at the other. An end stays open until
 * every process attached to it has closed it or died.
 */
final class PipeState extends SharedState {
  private final MemoryBudget budget;
  private final long capacity;
  private final End[] ends;

  /** One end of a pipe. */
  private static final class End {
    final Set<ClientProcess> attached = new HashSet<>();

    /** Values sent to this end and not yet received. */
    final ArrayDeque<Json> inbox = new ArrayDeque<>();

    final WaitQueue sending;
    final WaitQueue receiving;
    boolean closed;

    End(SharedState pipe) {
      sending = new WaitQueue(pipe);
      receiving = new WaitQueue(pipe);
    }
  }

  PipeState(SharedCall open, WaitingCalls waiting, MemoryBudget budget) throws RefusedException {
    super(open, waiting);
    if (open.number() < 1) {
      throw misused("the capacity of a pipe must be at least 1");
    }
    this.budget = budget;
    this.capacity = open.number();
    this.ends = new End[] {new End(this), new End(this)};
  }

  @Override
  SharedResult reopen(SharedCall open) throws RefusedException {
    return sameNumber(capacity, open, "capacity");
  }

  @Override
  void call(WaitingCall call) throws RefusedException {
    End end = endOf(call);
    switch (call.request().operation()) {
      case ATTACH -> attach(call, end);
      case SEND -> send(call, end, otherEnd(call));
      case RECEIVE -> receive(call, end, otherEnd(call));
      case PUT_BACK -> putBack(call, end);
      case CLOSE -> close(call, end, otherEnd(call));
      default -> throw unknownOperation(call.request());
    }
  }

  private End endOf(WaitingCall call) throws RefusedException {
    long number = call.request().number();
    if (number != 0 && number != 1) {
      throw misused("a pipe has the ends 0 and 1, not " + number);
    }
    return ends[(int) number];
  }

  private End otherEnd(WaitingCall call) {
    return ends[1 - (int) call.request().number()];
  }

  private void attach(WaitingCall call, End end) throws RefusedException {
    requireOpen(end, "this end");
    end.attached.add(call.caller().client());
    call.answer(SharedResult.DONE);
  }

  private void requireOpen(End end, String which) throws RefusedException {
    if (end.closed) {
      throw new RefusedException(SharedRefusal.CLOSED, this + ": " + which + " is closed");
    }
  }

  private void send(WaitingCall call, End from, End to) throws RefusedException {
    Json value = valueOf(call.request());
    requireOpen(from, "this end");
    requireOpen(to, "the other end");
    budget.take(value);
    if (to.inbox.size() < capacity) {
      deliver(call, to);
    } else {
      waitToSend(call, from, value);
    }
  }

  private void waitToSend(WaitingCall call, End from, Json value) throws RefusedException {
    try {
      waiting().enter(call, from.sending);
    } catch (RefusedException e) {
      budget.giveBack(value);
      throw e;
    }
  }

  private void deliver(WaitingCall call, End to) {
    to.inbox.addLast(call.value());
    call.answer(SharedResult.DONE);
    WaitingCall receiver = to.receiving.first();
    if (receiver != null) {
      answerWith(receiver, to.inbox.removeFirst());
    }
  }

  private void receive(WaitingCall call, End at, End from) throws RefusedException {
    requireOpen(at, "this end");
    Json value = at.inbox.pollFirst();
    if (value != null) {
      answerWith(call, value);
      deliverNextWaiting(from, at);
    } else {
      requireOpen(from, "the other end");
      waiting().enter(call, at.receiving);
    }
  }

  /** Puts back a value that its receiver cannot read. */
  private void putBack(WaitingCall call, End at) throws RefusedException {
    Json value = valueOf(call.request());
    requireOpen(at, "this end");
    budget.charge(value);
    at.inbox.addFirst(value);
    call.answer(SharedResult.DONE);
    WaitingCall receiver = at.receiving.first();
    if (receiver != null) {
      answerWith(receiver, at.inbox.removeFirst());
    }
  }

  private void answerWith(WaitingCall call, Json value) {
    budget.giveBack(value);
    call.answer(SharedResult.of(value));
  }

  private void deliverNextWaiting(End from, End to) {
    WaitingCall next = from.sending.first();
    if (next != null && to.inbox.size() < capacity) {
      deliver(next, to);
    }
  }

  private void close(WaitingCall call, End end, End other) {
    detach(call.caller().client(), end, other);
    call.answer(SharedResult.DONE);
  }

  private void detach(ClientProcess client, End end, End other) {
    if (end.attached.remove(client) && end.attached.isEmpty()) {
      closeEnd(end, other);
    }
  }

  /** Refuses all calls at this end; the other end can still receive the values in its inbox. */
  private void closeEnd(End end, End other) {
    end.closed = true;
    end.inbox.forEach(budget::giveBack);
    end.inbox.clear();
    RpcError here = SharedRefusal.CLOSED.error(this + ": this end was closed");
    refuseAll(end.sending, here);
    refuseAll(end.receiving, here);
    RpcError there = SharedRefusal.CLOSED.error(this + ": the other end was closed");
    refuseAll(other.sending, there);
    refuseAll(other.receiving, there); // calls wait to receive only while the inbox is empty
  }

  private void refuseAll(WaitQueue waitQueue, RpcError error) {
    for (WaitingCall call : waitQueue.all()) {
      withdraw(call);
      call.refuse(error);
    }
  }

  @Override
  void withdraw(WaitingCall call) {
    if (call.request().operation() == SharedOperation.SEND) {
      budget.giveBack(call.value());
    }
  }

  @Override
  void died(ClientProcess client) {
    detach(client, ends[0], ends[1]);
    detach(client, ends[1], ends[0]);
  }

  @Override
  void discarded() {
    ends[0].inbox.forEach(budget::giveBack);
    ends[1].inbox.forEach(budget::giveBack);
  }
}
