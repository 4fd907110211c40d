package dev.reeve.shared.server;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedResult;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * A semaphore: a number of permits, which any thread may return. Each thread's count holds the
 * permits that it took and that have not been returned; a worker's death frees those of its
 * threads.
 */
final class SemaphoreState extends SharedState implements Holdable {
  private final long initialPermits;
  private final DeadlockSearch deadlocks;
  private final WaitQueue waitQueue = new WaitQueue(this);
  private final Map<ClientThread, Long> held = new HashMap<>();
  private long free;
  private boolean formerHolderDied;

  SemaphoreState(SharedCall open, WaitingCalls waiting, DeadlockSearch deadlocks)
      throws RefusedException {
    super(open, waiting);
    if (open.number() < 0) {
      throw misused("a " + kind().wireName() + " cannot have a negative number of permits");
    }
    this.initialPermits = open.number();
    this.free = initialPermits;
    this.deadlocks = deadlocks;
  }

  @Override
  SharedResult reopen(SharedCall open) throws RefusedException {
    return sameNumber(initialPermits, open, "number of permits");
  }

  @Override
  void call(WaitingCall call) throws RefusedException {
    switch (call.request().operation()) {
      case ACQUIRE -> acquire(call);
      case RELEASE -> release(call);
      case SIZE -> call.answer(SharedResult.of(free));
      default -> throw unknownOperation(call.request());
    }
  }

  private boolean isBounded() {
    return kind() == SharedKind.BOUNDED_SEMAPHORE;
  }

  private static long wanted(WaitingCall call) {
    return call.request().number();
  }

  private void acquire(WaitingCall call) throws RefusedException {
    if (wanted(call) < 1 || (isBounded() && wanted(call) > initialPermits)) {
      throw misused(this + " can never grant " + wanted(call) + " permits");
    }
    if (waitQueue.isEmpty() && wanted(call) <= free) {
      grant(call);
    } else {
      waiting().enter(call, waitQueue);
      deadlocks.searchFrom(call);
    }
  }

  private void grant(WaitingCall call) {
    free -= wanted(call);
    held.merge(call.caller(), wanted(call), Long::sum);
    call.answer(new SharedResult(true, 0, null, formerHolderDied));
    formerHolderDied = false;
  }

  private void serve() {
    WaitingCall next = waitQueue.first();
    while (next != null && wanted(next) <= free) {
      grant(next);
      next = waitQueue.first();
    }
  }

  private void release(WaitingCall call) throws RefusedException {
    long permits = wanted(call);
    if (permits < 1 || permits > Long.MAX_VALUE - free) {
      throw misused(this + " cannot take back " + permits + " permits");
    }
    if (isBounded() && permits > initialPermits - free) {
      throw misused(
          this
              + " has "
              + free
              + " of "
              + initialPermits
              + " permits: it cannot take back "
              + permits);
    }
    deduct(call.caller(), permits);
    free += permits;
    call.answer(SharedResult.DONE);
    serve();
  }

  /**
   * Deducts returned permits from the caller's count, then from those of its process's other
   * threads, and for a bounded semaphore from those of any thread.
   */
  private void deduct(ClientThread caller, long permits) {
    long rest = permits - deductFrom(caller, permits);
    for (ClientThread other : held.keySet().toArray(ClientThread[]::new)) {
      if (rest > 0 && other.client().equals(caller.client())) {
        rest -= deductFrom(other, rest);
      }
    }
    if (isBounded()) { // only held permits can be returned to it
      for (ClientThread other : held.keySet().toArray(ClientThread[]::new)) {
        rest -= rest > 0 ? deductFrom(other, rest) : 0;
      }
    }
  }

  private long deductFrom(ClientThread caller, long permits) {
    long count = held.getOrDefault(caller, 0L);
    if (count > permits) {
      held.put(caller, count - permits);
      return permits;
    }
    held.remove(caller);
    return count;
  }

  /** Removes the call first, as those behind it may want fewer permits and can be served now. */
  @Override
  void withdraw(WaitingCall call) {
    waiting().leave(call);
    serve();
  }

  @Override
  void died(ClientProcess client) {
    for (ClientThread holder : held.keySet().toArray(ClientThread[]::new)) {
      if (holder.client().equals(client)) {
        free += held.remove(holder);
        formerHolderDied = true;
      }
    }
    serve();
  }

  /** Returns true for a bounded semaphore: any thread may add permits to another one. */
  @Override
  public boolean isReleasedByHoldersOnly() {
    return isBounded();
  }

  /** Returns false if the semaphore began without permits: such a semaphore is used as a signal. */
  @Override
  public boolean isUsuallyReleased() {
    return initialPermits > 0;
  }

  @Override
  public Collection<ClientThread> holders() {
    return held.keySet();
  }
}
