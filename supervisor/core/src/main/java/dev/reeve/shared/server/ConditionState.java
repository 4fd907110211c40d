package dev.reeve.shared.server;

import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import dev.reeve.shared.server.LockState.Comeback;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A condition of a lock: its holder gives the lock up until somebody notifies it. */
final class ConditionState extends SharedState {
  private final LockState lock;
  private final WaitQueue line = new WaitQueue(this);

  /** How often the callers held the lock. */
  private final Map<WaitingCall, Long> holds = new HashMap<>();

  ConditionState(SharedCall open, WaitingCalls waiting, LockState lock) {
    super(open, waiting);
    this.lock = lock;
  }

  @Override
  SharedResult reopen(SharedCall open) throws RefusedException {
    if (!lock.name.equals(open.lock())) {
      throw misused(this + " belongs to " + lock + ", not to " + open.lock());
    }
    return SharedResult.DONE;
  }

  boolean belongsTo(SharedState other) {
    return lock == other;
  }

  @Override
  void call(WaitingCall call) throws RefusedException {
    lock.requireHolder(call.caller);
    switch (call.call.operation()) {
      case AWAIT -> await(call);
      case NOTIFY -> notify(call);
      default -> throw unknownOperation(call.call);
    }
  }

  private void await(WaitingCall call) throws RefusedException {
    if (call.call.waitNanos() == 0) { // no time for a notification, so the lock may well stay
      call.answer(SharedResult.NOT_DONE);
      return;
    }
    waiting.enter(call, line);
    holds.put(call, lock.letGo());
  }

  private void notify(WaitingCall call) throws RefusedException {
    if (call.call.number() < 1) {
      throw misused("notify needs the number of calls to wake, from 1");
    }
    long rest = call.call.number();
    call.answer(SharedResult.DONE);
    for (WaitingCall next = line.first(); next != null && rest > 0; next = line.first()) {
      comeBack(next, true, null);
      rest--;
    }
  }

  private void comeBack(WaitingCall call, boolean notified, @Nullable RpcError refusal) {
    long before = Objects.requireNonNull(holds.remove(call));
    lock.comeBack(call, new Comeback(before, notified, refusal));
  }

  @Override
  void timedOut(WaitingCall call) {
    comeBack(call, false, null);
  }

  @Override
  void refuse(WaitingCall call, RpcError why) {
    comeBack(call, false, why);
  }

  @Override
  void gaveUp(WaitingCall call) {
    holds.remove(call);
  }
}
