package dev.reeve.shared.server;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedResult;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Permits. Any thread may give some back, so what a thread holds is an account of what it took and
 * has not given back: that is what its worker's death sets free.
 */
final class SemaphoreState extends SharedState implements Holdable {
  private final long opened;
  private final DeadlockSearch deadlocks;
  private final WaitQueue line = new WaitQueue(this);
  private final Map<ClientThread, Long> held = new HashMap<>();
  private long free;
  private boolean formerHolderDied;

  SemaphoreState(SharedCall open, WaitingCalls waiting, DeadlockSearch deadlocks)
      throws RefusedException {
    super(open, waiting);
    if (open.number() < 0) {
      throw misused("a " + kind.wireName() + " can't have a negative number of permits");
    }
    this.opened = open.number();
    this.free = opened;
    this.deadlocks = deadlocks;
  }

  @Override
  SharedResult reopen(SharedCall open) throws RefusedException {
    return sameNumber(opened, open, "number of permits");
  }

  @Override
  void call(WaitingCall call) throws RefusedException {
    switch (call.call.operation()) {
      case ACQUIRE -> acquire(call);
      case RELEASE -> release(call);
      case SIZE -> call.answer(SharedResult.of(free));
      default -> throw unknownOperation(call.call);
    }
  }

  private boolean isBounded() {
    return kind == SharedKind.BOUNDED_SEMAPHORE;
  }

  private static long wanted(WaitingCall call) {
    return call.call.number();
  }

  private void acquire(WaitingCall call) throws RefusedException {
    if (wanted(call) < 1 || (isBounded() && wanted(call) > opened)) {
      throw misused(this + " can never have " + wanted(call) + " permits to give");
    }
    if (line.isEmpty() && wanted(call) <= free) {
      grant(call);
    } else {
      waiting.enter(call, line);
      deadlocks.lookFrom(call);
    }
  }

  private void grant(WaitingCall call) {
    free -= wanted(call);
    held.merge(call.caller, wanted(call), Long::sum);
    call.answer(new SharedResult(true, 0, null, formerHolderDied));
    formerHolderDied = false;
  }

  private void serve() {
    WaitingCall next = line.first();
    while (next != null && wanted(next) <= free) {
      grant(next);
      next = line.first();
    }
  }

  private void release(WaitingCall call) throws RefusedException {
    long permits = wanted(call);
    if (permits < 1 || permits > Long.MAX_VALUE - free) {
      throw misused(this + " can't take back " + permits + " permits");
    }
    if (isBounded() && permits > opened - free) {
      throw misused(
          this + " has " + free + " of " + opened + " permits: it can't take back " + permits);
    }
    settle(call.caller, permits);
    free += permits;
    call.answer(SharedResult.DONE);
    serve();
  }

  /** From the account of the thread that gives them back, or of others of its process. */
  private void settle(ClientThread caller, long permits) {
    long rest = permits - settleOne(caller, permits);
    for (ClientThread other : held.keySet().toArray(ClientThread[]::new)) {
      if (rest > 0 && other.member().equals(caller.member())) {
        rest -= settleOne(other, rest);
      }
    }
    if (isBounded()) { // they can only be permits that somebody holds
      for (ClientThread other : held.keySet().toArray(ClientThread[]::new)) {
        rest -= rest > 0 ? settleOne(other, rest) : 0;
      }
    }
  }

  private long settleOne(ClientThread caller, long permits) {
    long account = held.getOrDefault(caller, 0L);
    if (account > permits) {
      held.put(caller, account - permits);
      return permits;
    }
    held.remove(caller);
    return account;
  }

  /** One that waited for more than the others need not go before them any more. */
  @Override
  void gaveUp(WaitingCall call) {
    waiting.leave(call);
    serve();
  }

  @Override
  void died(ClientProcess member) {
    for (ClientThread holder : held.keySet().toArray(ClientThread[]::new)) {
      if (holder.member().equals(member)) {
        free += held.remove(holder);
        formerHolderDied = true;
      }
    }
    serve();
  }

  /** Only the permits of a bounded one are sure to come from those who hold them. */
  @Override
  public boolean isEndedByHoldersOnly() {
    return isBounded();
  }

  /** One that begins without a permit is used to signal with. */
  @Override
  public boolean isGivenBack() {
    return opened > 0;
  }

  @Override
  public Collection<ClientThread> holders() {
    return held.keySet();
  }
}
