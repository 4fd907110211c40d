package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.SharedResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reusable barrier at which a number of threads wait for each other, round after round. A thread
 * that stops waiting or dies breaks it for all, because the others could wait for ever. Before a
 * round ends, the last thread to arrive may run an action, while the others go on waiting.
 */
final class BarrierState extends SharedState {
  private final long parties;

  /** The calls of this round, and behind them those that came for later ones meanwhile. */
  private final WaitQueue waitQueue = new WaitQueue(this);

  /** The thread that runs the action of this round, the last to arrive; null if none does. */
  private @Nullable ClientThread acting;

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
      case AWAIT, ARRIVE -> await(call);
      case RELEASE -> release(call);
      case ABORT -> abort(call);
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
    if (call.caller().equals(acting)) {
      throw misused("the action of " + this + " must not wait for it");
    }
    if (acting == null && waitQueue.size() + 1 >= parties) {
      complete(call);
    } else {
      waiting().enter(call, waitQueue);
    }
  }

  /** Answers the last call to arrive, and the others too unless it runs an action first. */
  private void complete(WaitingCall last) {
    last.answer(SharedResult.of(0));
    if (last.request().operation() == SharedOperation.ARRIVE) {
      acting = last.caller();
    } else {
      endRound();
    }
  }

  /** Answers the other calls of this round: the first to arrive gets parties − 1. */
  private void endRound() {
    long arrivalIndex = parties - 1;
    for (WaitingCall call : waitQueue.all().subList(0, (int) (parties - 1))) {
      call.answer(SharedResult.of(arrivalIndex--));
    }
  }

  private void release(WaitingCall call) throws RefusedException {
    if (!call.caller().equals(acting)) {
      throw new RefusedException(
          SharedRefusal.BROKEN, this + " was broken or reset before the action ended");
    }
    acting = null;
    call.answer(SharedResult.DONE);
    endRound();
    completeRounds();
  }

  /** Completes the rounds of threads that have arrived while an action ran. */
  private void completeRounds() {
    while (acting == null && waitQueue.size() >= parties) {
      List<WaitingCall> arrived = waitQueue.all();
      complete(arrived.get((int) (parties - 1)));
    }
  }

  private void abort(WaitingCall call) {
    String why = whyAborted(call);
    call.answer(SharedResult.DONE);
    breakBarrier(why);
  }

  private static String whyAborted(WaitingCall abort) {
    Json failure = abort.request().value();
    return failure == null
        ? abort.caller() + " aborted it"
        : "the action that %s ran failed: %s"
            .formatted(abort.caller(), failure.toText().orElseGet(failure::toString));
  }

  private void reset(WaitingCall call) {
    if (!waitQueue.isEmpty() || acting != null) {
      breakBarrier("it was reset");
    }
    broken = null;
    call.answer(SharedResult.DONE);
  }

  private void breakBarrier(String why) {
    broken = why;
    acting = null;
    RpcError error = SharedRefusal.BROKEN.error(this + " is broken: " + why);
    waitQueue.all().forEach(call -> call.refuse(error));
  }

  @Override
  void withdraw(WaitingCall call) {
    waiting().leave(call);
    breakBarrier(call.caller() + " stopped waiting");
  }

  @Override
  void died(ClientProcess client) {
    if (acting != null && acting.client().equals(client)) {
      breakBarrier(acting + " died while it ran the action");
    }
  }
}
