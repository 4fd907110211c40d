package dev.reeve.shared.client;

import static dev.reeve.protocol.SharedOperation.ACQUIRE;
import static dev.reeve.protocol.SharedOperation.RELEASE;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import dev.reeve.shared.SharedLock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

final class LockProxy extends Proxy implements SharedLock {

  private final HeldLocks held;

  LockProxy(SharedCalls calls, SharedCall open, HeldLocks held) {
    super(calls, open);
    this.held = held;
  }

  @Override
  public Hold acquire() throws InterruptedException {
    return hold(calls.endlessly(call(ACQUIRE)));
  }

  @Override
  public @Nullable Hold tryAcquire() {
    return holdOf(calls.now(call(ACQUIRE)));
  }

  @Override
  public @Nullable Hold tryAcquire(Duration limit) throws InterruptedException {
    return holdOf(calls.within(limit, call(ACQUIRE)));
  }

  private @Nullable Hold holdOf(SharedResult result) {
    return result.done() ? hold(result) : null;
  }

  private Hold hold(SharedResult result) {
    held.taken(this);
    return new OpenHold(result.formerHolderDied());
  }

  /** Gives the lock back once. */
  void release() {
    try {
      calls.now(call(RELEASE));
    } finally { // what can't be given back is held no more either
      held.givenBack(this);
    }
  }

  /** Two proxies of one lock are one lock. */
  @Override
  public boolean equals(Object other) {
    return other instanceof LockProxy that && name().equals(that.name());
  }

  @Override
  public int hashCode() {
    return name().hashCode();
  }

  /** Used by the thread that took the lock alone, as it is the only one that may close it. */
  private final class OpenHold implements Hold {
    private final boolean formerHolderDied;
    private boolean closed;

    OpenHold(boolean formerHolderDied) {
      this.formerHolderDied = formerHolderDied;
    }

    @Override
    public boolean formerHolderDied() {
      return formerHolderDied;
    }

    @Override
    public void close() {
      if (!closed) {
        release();
        closed = true;
      }
    }
  }
}
