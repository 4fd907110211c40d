package dev.reeve.shared.client;

import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedResult;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * The reply to one call, which a thread waits for. The port completes it once, on any thread, by
 * {@link #succeeded} or {@link #failed}.
 */
public final class PendingReply {
  private final CountDownLatch complete = new CountDownLatch(1);

  // written before the latch opens, read after it
  private @Nullable SharedResult result;
  private @Nullable RpcError error;

  /** Completes the reply: the call was carried out. */
  public void succeeded(SharedResult answer) {
    result = answer;
    complete.countDown();
  }

  /** Completes the reply: the call was refused. */
  public void failed(RpcError answer) {
    error = answer;
    complete.countDown();
  }

  /**
   * Waits for the reply. On a thread of a {@link ForkJoinPool}, where callbacks run, the pool may
   * start another thread meanwhile.
   */
  void await() throws InterruptedException {
    if (Thread.currentThread() instanceof ForkJoinWorkerThread) {
      ForkJoinPool.managedBlock(new Blocker());
    } else {
      complete.await();
    }
  }

  private final class Blocker implements ForkJoinPool.ManagedBlocker {
    @Override
    public boolean block() throws InterruptedException {
      complete.await();
      return true;
    }

    @Override
    public boolean isReleasable() {
      return complete.getCount() == 0;
    }
  }

  /** Returns the result; null if the call was refused. Only after {@link #await}. */
  @Nullable SharedResult result() {
    return result;
  }

  /** Returns the error; null if the call was carried out. Only after {@link #await}. */
  @Nullable RpcError error() {
    return error;
  }
}
