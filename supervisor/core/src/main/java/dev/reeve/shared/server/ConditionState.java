package dev.reeve.shared.server;

import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import dev.reeve.shared.server.LockState.Reacquisition;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A condition of a lock. A thread that waits for it releases the lock and reacquires it after. */
final class ConditionState extends SharedState {
  private final LockState lock;
  private final WaitQueue waitQueue = new WaitQueue(this);

  /** The number of times that each waiting call's thread held the lock. */
  private final Map<WaitingCall, Long> holds = new HashMap<>();

  ConditionState(SharedCall open, WaitingCalls waiting, LockState lock) {
    super(open, waiting);
    this.lock = lock;
  }

  @Override
  SharedResult reopen(SharedCall open) throws RefusedException {
    if (!lock.name().equals(open.lock())) {
      throw misused(this + " belongs to " + lock + ", not to " + open.lock());
    }
    return SharedResult.DONE;
  }

  boolean belongsTo(SharedState other) {
    return lock == other;
  }

  @Override
  void call(WaitingCall call) throws RefusedException {
    lock.requireHolder(call.caller());
    switch (call.request().operation()) {
      case AWAIT -> await(call);
      case NOTIFY -> notify(call);
      default -> throw unknownOperation(call.request());
    }
  }

  private void await(WaitingCall call) throws RefusedException {
    if (call.request().waitNanos()
        == 0) { // no notification can arrive in that time, so the lock stays held
      call.answer(SharedResult.NOT_DONE);
      return;
    }
    waiting().enter(call, waitQueue);
    holds.put(call, lock.releaseFully());
  }

  private void notify(WaitingCall call) throws RefusedException {
    if (call.request().number() < 1) {
      throw misused("notify needs the number of calls to wake, from 1");
    }
    long rest = call.request().number();
    call.answer(SharedResult.DONE);
    for (WaitingCall next = waitQueue.first(); next != null && rest > 0; next = waitQueue.first()) {
      reacquire(next, true, null);
      rest--;
    }
  }

  private void reacquire(WaitingCall call, boolean notified, @Nullable RpcError refusal) {
    long before = Objects.requireNonNull(holds.remove(call));
    lock.reacquire(call, new Reacquisition(before, notified, refusal));
  }

  @Override
  void timedOut(WaitingCall call) {
    reacquire(call, false, null);
  }

  @Override
  void refuse(WaitingCall call, RpcError why) {
    reacquire(call, false, why);
  }

  @Override
  void withdraw(WaitingCall call) {
    holds.remove(call);
  }
}
