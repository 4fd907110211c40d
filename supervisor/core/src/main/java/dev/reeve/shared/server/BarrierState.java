package dev.reeve.shared.server;

import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.SharedResult;
import org.jspecify.annotations.Nullable;

/**
 * A reusable barrier at which a number of threads wait for each other. A thread that stops waiting
 * or dies breaks it for all, because the others could wait for ever.
 */
final class BarrierState extends SharedState {
  private final long parties;
  private final WaitQueue waitQueue = new WaitQueue(this);

  /** The reason why the barrier is broken; null while it is not. */
  private @Nullable String broken;

  BarrierState(SharedCall open, WaitingCalls waiting) throws RefusedException {
    super(open, waiting);
    if (open.number() < 1) {
      throw misused("a barrier needs at least one party");
    }
    this.parties = open.number();
  }

  @Override
  SharedResult reopen(SharedCall open) throws RefusedException {
    return sameNumber(parties, open, "number of parties");
  }

  @Override
  void call(WaitingCall call) throws RefusedException {
    switch (call.request().operation()) {
      case AWAIT -> await(call);
      case RESET -> reset(call);
      case GET -> call.answer(SharedResult.of(broken == null ? 0 : 1));
      case SIZE -> call.answer(SharedResult.of(waitQueue.size()));
      default -> throw unknownOperation(call.request());
    }
  }

  private void await(WaitingCall call) throws RefusedException {
    if (broken != null) {
      throw new RefusedException(SharedRefusal.BROKEN, this + " is broken: " + broken);
    }
    if (waitQueue.size() + 1 < parties) {
      waiting().enter(call, waitQueue);
    } else {
      open(call);
    }
  }

  /** Answers all calls: the first to arrive gets parties − 1, the last 0. */
  private void open(WaitingCall last) {
    long arrivalIndex = parties - 1;
    for (WaitingCall call : waitQueue.all()) {
      call.answer(SharedResult.of(arrivalIndex--));
    }
    last.answer(SharedResult.of(0));
  }

  private void reset(WaitingCall call) {
    if (!waitQueue.isEmpty()) {
      breakBarrier("it was reset");
    }
    broken = null;
    call.answer(SharedResult.DONE);
  }

  private void breakBarrier(String why) {
    broken = why;
    RpcError error = SharedRefusal.BROKEN.error(this + " is broken: " + why);
    waitQueue.all().forEach(call -> call.refuse(error));
  }

  @Override
  void withdraw(WaitingCall call) {
    waiting().leave(call);
    breakBarrier(call.caller() + " stopped waiting");
  }
}
