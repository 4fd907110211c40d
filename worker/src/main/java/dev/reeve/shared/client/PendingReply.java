package dev.reeve.shared.client;

import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.SharedResult;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/** The answer to a call, as soon as there is one. */
public final class PendingReply {
  private final CountDownLatch there = new CountDownLatch(1);

  // set before the latch opens, and read after it
  private @Nullable SharedResult result;
  private @Nullable RpcError error;

  /** The call was carried out; any thread, and this or {@link #failed} once. */
  public void succeeded(SharedResult answer) {
    result = answer;
    there.countDown();
  }

  /** The call was refused. */
  public void failed(RpcError answer) {
    error = answer;
    there.countDown();
  }

  /** A thread of a {@link ForkJoinPool}, on which callbacks run, is stood in for meanwhile. */
  void await() throws InterruptedException {
    if (Thread.currentThread() instanceof ForkJoinWorkerThread) {
      ForkJoinPool.managedBlock(new Blocker());
    } else {
      there.await();
    }
  }

  private final class Blocker implements ForkJoinPool.ManagedBlocker {
    @Override
    public boolean block() throws InterruptedException {
      there.await();
      return true;
    }

    @Override
    public boolean isReleasable() {
      return there.getCount() == 0;
    }
  }

  /** The result; null if there is an error. To be asked when it is there. */
  @Nullable SharedResult result() {
    return result;
  }

  /** The error; null if there is a result. To be asked when it is there. */
  @Nullable RpcError error() {
    return error;
  }
}
