package dev.reeve.shared.client;

import static dev.reeve.protocol.SharedOperation.ACQUIRE;
import static dev.reeve.protocol.SharedOperation.RELEASE;
import static dev.reeve.protocol.SharedOperation.SIZE;

import dev.reeve.protocol.SharedCall;
import dev.reeve.shared.SharedSemaphore;
import java.time.Duration;

/** A semaphore, as a program or a handler uses it. Any thread. */
final class SemaphoreProxy extends SharedProxy implements SharedSemaphore {

  SemaphoreProxy(SharedCalls calls, SharedCall open) {
    super(calls, open);
  }

  @Override
  public boolean acquire(long permits) throws InterruptedException {
    return calls.await(call(ACQUIRE).number(permits)).formerHolderDied();
  }

  @Override
  public boolean tryAcquire() {
    return calls.send(call(ACQUIRE).number(1)).done();
  }

  @Override
  public boolean tryAcquire(long permits, Duration limit) throws InterruptedException {
    return calls.await(call(ACQUIRE).number(permits), limit).done();
  }

  @Override
  public void release(long permits) {
    calls.send(call(RELEASE).number(permits));
  }

  @Override
  public long available() {
    return number(SIZE);
  }
}
