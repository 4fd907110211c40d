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
 * Two ends; what goes in at one comes out at the other. An end is open until every process that has
 * attached to it has closed it or died.
 */
final class PipeState extends SharedState {
  private final MemoryBudget budget;
  private final long capacity;
  private final End[] ends;

  /** One of the two. */
  private static final class End {
    final Set<ClientProcess> attached = new HashSet<>();

    /** What this end will receive. */
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
      throw misused("a pipe must have room for at least 1 value");
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
    switch (call.call.operation()) {
      case ATTACH -> attach(call, end);
      case SEND -> send(call, end, otherEnd(call));
      case RECEIVE -> receive(call, end, otherEnd(call));
      case CLOSE -> close(call, end, otherEnd(call));
      default -> throw unknownOperation(call.call);
    }
  }

  private End endOf(WaitingCall call) throws RefusedException {
    long number = call.call.number();
    if (number != 0 && number != 1) {
      throw misused("a pipe has the ends 0 and 1, not " + number);
    }
    return ends[(int) number];
  }

  private End otherEnd(WaitingCall call) {
    return ends[1 - (int) call.call.number()];
  }

  private void attach(WaitingCall call, End end) throws RefusedException {
    requireOpen(end, "this end");
    end.attached.add(call.caller.member());
    call.answer(SharedResult.DONE);
  }

  private void requireOpen(End end, String which) throws RefusedException {
    if (end.closed) {
      throw new RefusedException(SharedRefusal.CLOSED, this + ": " + which + " is closed");
    }
  }

  private void send(WaitingCall call, End from, End to) throws RefusedException {
    Json value = valueOf(call.call);
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
      waiting.enter(call, from.sending);
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
      hand(receiver, to.inbox.removeFirst());
    }
  }

  private void receive(WaitingCall call, End at, End from) throws RefusedException {
    requireOpen(at, "this end");
    Json value = at.inbox.pollFirst();
    if (value != null) {
      hand(call, value);
      admitNext(from, at);
    } else {
      requireOpen(from, "the other end");
      waiting.enter(call, at.receiving);
    }
  }

  private void hand(WaitingCall call, Json value) {
    budget.giveBack(value);
    call.answer(SharedResult.of(value));
  }

  private void admitNext(End from, End to) {
    WaitingCall next = from.sending.first();
    if (next != null && to.inbox.size() < capacity) {
      deliver(next, to);
    }
  }

  private void close(WaitingCall call, End end, End other) {
    detach(call.caller.member(), end, other);
    call.answer(SharedResult.DONE);
  }

  private void detach(ClientProcess member, End end, End other) {
    if (end.attached.remove(member) && end.attached.isEmpty()) {
      shut(end, other);
    }
  }

  /** Nobody sends or receives here any more; the other end may still take what is on its way. */
  private void shut(End end, End other) {
    end.closed = true;
    end.inbox.forEach(budget::giveBack);
    end.inbox.clear();
    RpcError here = SharedRefusal.CLOSED.error(this + ": this end was closed");
    refuseAll(end.sending, here);
    refuseAll(end.receiving, here);
    RpcError there = SharedRefusal.CLOSED.error(this + ": the other end was closed");
    refuseAll(other.sending, there);
    refuseAll(other.receiving, there); // its inbox is empty if there are any
  }

  private void refuseAll(WaitQueue line, RpcError error) {
    for (WaitingCall call : line.all()) {
      gaveUp(call);
      call.refuse(error);
    }
  }

  @Override
  void gaveUp(WaitingCall call) {
    if (call.call.operation() == SharedOperation.SEND) {
      budget.giveBack(call.value());
    }
  }

  @Override
  void died(ClientProcess member) {
    detach(member, ends[0], ends[1]);
    detach(member, ends[1], ends[0]);
  }

  @Override
  void discarded() {
    ends[0].inbox.forEach(budget::giveBack);
    ends[1].inbox.forEach(budget::giveBack);
  }
}
