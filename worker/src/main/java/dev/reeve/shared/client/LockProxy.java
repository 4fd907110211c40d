package dev.reeve.shared.client;

import static dev.reeve.protocol.SharedOperation.ACQUIRE;
import static dev.reeve.protocol.SharedOperation.RELEASE;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import dev.reeve.shared.SharedLock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A lock, as a program or a handler uses it. Any thread. */
final class LockProxy extends SharedProxy implements SharedLock {
  private final HeldLocks held;

  LockProxy(SharedCalls calls, SharedCall open, HeldLocks held) {
    super(calls, open);
    this.held = held;
  }

  @Override
  public Hold acquire() throws InterruptedException {
    return newHold(calls.await(call(ACQUIRE)));
  }

  @Override
  public @Nullable Hold tryAcquire() {
    return holdIfDone(calls.send(call(ACQUIRE)));
  }

  @Override
  public @Nullable Hold tryAcquire(Duration limit) throws InterruptedException {
    return holdIfDone(calls.await(call(ACQUIRE), limit));
  }

  private @Nullable Hold holdIfDone(SharedResult result) {
    return result.done() ? newHold(result) : null;
  }

  private Hold newHold(SharedResult result) {
    held.taken(this);
    return new OpenHold(result.formerHolderDied());
  }

  /** Releases the lock once, however often the thread has taken it. */
  void release() {
    try {
      calls.send(call(RELEASE));
    } finally { // even a lock whose release fails is no longer held
      held.released(this);
    }
  }

  /** Proxies of the same lock are equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof LockProxy that && name().equals(that.name());
  }

  @Override
  public int hashCode() {
    return name().hashCode();
  }

  /** A taken lock; only the thread that took it uses it. */
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
