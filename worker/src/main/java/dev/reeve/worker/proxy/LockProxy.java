package dev.reeve.worker.proxy;

import static dev.reeve.protocol.SharedOperation.ACQUIRE;
import static dev.reeve.protocol.SharedOperation.RELEASE;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import dev.reeve.worker.shared.SharedLock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

final class LockProxy extends Proxy implements SharedLock {

  LockProxy(SharedCalls calls, SharedCall open) {
    super(calls, open);
  }

  @Override
  public Hold acquire() throws InterruptedException {
    return new OpenHold(calls.endlessly(call(ACQUIRE)).formerHolderDied());
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
    return result.done() ? new OpenHold(result.formerHolderDied()) : null;
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
        calls.now(call(RELEASE));
        closed = true;
      }
    }
  }
}
