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

/** A reentrant lock that one thread of one process holds. */
final class LockState extends SharedState implements Holdable {
  private final DeadlockSearch deadlocks;
  private final WaitQueue waitQueue = new WaitQueue(this);

  /**
   * The calls that wait to hold the lock again after a condition, and how each is to be answered.
   */
  private final Map<WaitingCall, Reacquisition> reacquisitions = new HashMap<>();

  private @Nullable ClientThread holder;
  private long holds;
  private boolean formerHolderDied;

  /**
   * The answer to a wait for a condition, given once the call holds the lock again.
   *
   * @param holds the number of times the lock was held before the wait, and is held again
   * @param notified true if the condition was notified, false if the time limit passed
   * @param refusal the error that the call is refused with; null if it is answered
   */
  record Reacquisition(long holds, boolean notified, @Nullable RpcError refusal) {}

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
    switch (call.request().operation()) {
      case ACQUIRE -> acquire(call);
      case RELEASE -> release(call);
      default -> throw unknownOperation(call.request());
    }
  }

  private void acquire(WaitingCall call) throws RefusedException {
    if (holder == null || call.caller().equals(holder)) {
      grant(call, 1);
      answer(call);
    } else {
      waiting().enter(call, waitQueue);
      deadlocks.searchFrom(call);
    }
  }

  private void grant(WaitingCall call, long times) {
    holder = call.caller();
    holds += times;
  }

  private void answer(WaitingCall call) {
    call.answer(new SharedResult(true, holds, null, takeFormerHolderDied()));
  }

  private boolean takeFormerHolderDied() {
    boolean died = formerHolderDied;
    formerHolderDied = false;
    return died;
  }

  private void release(WaitingCall call) throws RefusedException {
    requireHolder(call.caller());
    holds--;
    call.answer(SharedResult.of(holds));
    if (holds == 0) {
      grantToNext();
    }
  }

  /** Refuses the call unless its thread holds the lock. */
  void requireHolder(ClientThread caller) throws RefusedException {
    if (!caller.equals(holder)) {
      throw new RefusedException(
          SharedRefusal.NOT_HOLDER,
          this + " is not held by " + caller + (holder == null ? "" : ", but by " + holder));
    }
  }

  /** Releases all holds of the lock and returns how many there were. */
  long releaseFully() {
    long before = holds;
    holds = 0;
    grantToNext();
    return before;
  }

  /** Makes a call that waited for a condition wait for the lock. */
  void reacquire(WaitingCall call, Reacquisition reacquisition) {
    reacquisitions.put(call, reacquisition);
    waiting().move(call, waitQueue);
    if (holder == null) {
      grantToNext();
    } else {
      deadlocks.searchFrom(call);
    }
  }

  private void grantToNext() {
    holder = null;
    holds = 0;
    WaitingCall next = waitQueue.first();
    if (next == null) {
      return;
    }
    Reacquisition reacquisition = reacquisitions.remove(next);
    if (reacquisition == null) {
      grant(next, 1);
      answer(next);
    } else {
      grant(next, reacquisition.holds);
      answer(next, reacquisition);
    }
  }

  private void answer(WaitingCall call, Reacquisition reacquisition) {
    RpcError refusal = reacquisition.refusal;
    if (refusal != null) {
      String message = refusal.message() + "; the lock is held again";
      call.refuse(new RpcError(refusal.code(), message, refusal.data()));
    } else {
      call.answer(new SharedResult(reacquisition.notified, holds, null, takeFormerHolderDied()));
    }
  }

  /** Refuses a call; one that waited for a condition only once it holds the lock again. */
  @Override
  void refuse(WaitingCall call, RpcError why) {
    Reacquisition reacquisition = reacquisitions.get(call);
    if (reacquisition == null) {
      super.refuse(call, why);
    } else {
      reacquisitions.put(call, new Reacquisition(reacquisition.holds, reacquisition.notified, why));
    }
  }

  @Override
  void withdraw(WaitingCall call) {
    reacquisitions.remove(call);
  }

  @Override
  void died(ClientProcess client) {
    ClientThread former = holder;
    if (former != null && former.client().equals(client)) {
      formerHolderDied = true;
      grantToNext();
    }
  }

  /** Returns true if the call waits to hold the lock again after a condition. */
  boolean isReacquiring(WaitingCall call) {
    return reacquisitions.containsKey(call);
  }

  @Override
  public boolean isReleasedByHoldersOnly() {
    return true;
  }

  @Override
  public boolean isUsuallyReleased() {
    return true;
  }

  @Override
  public Collection<ClientThread> holders() {
    return holder == null ? List.of() : List.of(holder);
  }
}
