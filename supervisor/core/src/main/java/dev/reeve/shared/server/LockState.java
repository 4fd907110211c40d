package dev.reeve.shared.server;

import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.SharedResult;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lock that one thread of one process holds, as often as it takes it. */
final class LockState extends SharedState implements Holdable {
  private final DeadlockSearch deadlocks;
  private final WaitQueue line = new WaitQueue(this);

  /** What those calls get that wait here after they have waited for a condition. */
  private final Map<WaitingCall, Comeback> comebacks = new HashMap<>();

  private @Nullable ClientThread holder;
  private long holds;
  private boolean formerHolderDied;

  /**
   * The end of a wait for a condition.
   *
   * @param holds how often the lock was held before, and will be again
   * @param refusal what the call is refused with, once it holds the lock; null if it is not
   */
  record Comeback(long holds, boolean notified, @Nullable RpcError refusal) {}

  LockState(SharedCall open, WaitingCalls waiting, DeadlockSearch deadlocks) {
    super(open, waiting);
    this.deadlocks = deadlocks;
  }

  @Override
  SharedResult reopen(SharedCall open) {
    return SharedResult.DONE;
  }

  @Override
  void call(WaitingCall call) throws RefusedException {
    switch (call.call.operation()) {
      case ACQUIRE -> acquire(call);
      case RELEASE -> release(call);
      default -> throw unknownOperation(call.call);
    }
  }

  private void acquire(WaitingCall call) throws RefusedException {
    if (holder == null || call.caller.equals(holder)) {
      grant(call, 1);
      answer(call);
    } else {
      waiting.enter(call, line);
      deadlocks.lookFrom(call);
    }
  }

  private void grant(WaitingCall call, long times) {
    holder = call.caller;
    holds += times;
  }

  private void answer(WaitingCall call) {
    call.answer(new SharedResult(true, holds, null, takeFlag()));
  }

  private boolean takeFlag() {
    boolean flag = formerHolderDied;
    formerHolderDied = false;
    return flag;
  }

  private void release(WaitingCall call) throws RefusedException {
    requireHolder(call.caller);
    holds--;
    call.answer(SharedResult.of(holds));
    if (holds == 0) {
      passOn();
    }
  }

  /** Fails unless this thread holds the lock. */
  void requireHolder(ClientThread caller) throws RefusedException {
    if (!caller.equals(holder)) {
      throw new RefusedException(
          SharedRefusal.NOT_HOLDER,
          this + " is not held by " + caller + (holder == null ? "" : ", but by " + holder));
    }
  }

  /** Lets go of the lock altogether, and says how often it was held. */
  long letGo() {
    long before = holds;
    holds = 0;
    passOn();
    return before;
  }

  /** A call that waited for a condition wants the lock again. */
  void comeBack(WaitingCall call, Comeback comeback) {
    comebacks.put(call, comeback);
    waiting.move(call, line);
    if (holder == null) {
      passOn();
    } else {
      deadlocks.lookFrom(call);
    }
  }

  private void passOn() {
    holder = null;
    holds = 0;
    WaitingCall next = line.first();
    if (next == null) {
      return;
    }
    Comeback comeback = comebacks.remove(next);
    if (comeback == null) {
      grant(next, 1);
      answer(next);
    } else {
      grant(next, comeback.holds);
      answer(next, comeback);
    }
  }

  private void answer(WaitingCall call, Comeback comeback) {
    RpcError refusal = comeback.refusal;
    if (refusal != null) {
      String message = refusal.message() + "; the lock is held again";
      call.refuse(new RpcError(refusal.code(), message, refusal.data()));
    } else {
      call.answer(new SharedResult(comeback.notified, holds, null, takeFlag()));
    }
  }

  /** After a condition there is no way but through the lock. */
  @Override
  void refuse(WaitingCall call, RpcError why) {
    Comeback comeback = comebacks.get(call);
    if (comeback == null) {
      super.refuse(call, why);
    } else {
      comebacks.put(call, new Comeback(comeback.holds, comeback.notified, why));
    }
  }

  @Override
  void gaveUp(WaitingCall call) {
    comebacks.remove(call);
  }

  @Override
  void died(ClientProcess member) {
    ClientThread was = holder;
    if (was != null && was.member().equals(member)) {
      formerHolderDied = true;
      passOn();
    }
  }

  /** Whether the call waits to hold the lock again, after a condition. */
  boolean comesBack(WaitingCall call) {
    return comebacks.containsKey(call);
  }

  @Override
  public boolean isEndedByHoldersOnly() {
    return true;
  }

  @Override
  public boolean isGivenBack() {
    return true;
  }

  @Override
  public Collection<ClientThread> holders() {
    return holder == null ? List.of() : List.of(holder);
  }
}
