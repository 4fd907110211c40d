package dev.reeve.shared.client;

import static dev.reeve.protocol.SharedOperation.AWAIT;
import static dev.reeve.protocol.SharedOperation.NOTIFY;

import dev.reeve.protocol.SharedCall;
import dev.reeve.shared.SharedCondition;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A condition, as a program or a handler uses it. Any thread. */
final class ConditionProxy extends SharedProxy implements SharedCondition {

  private final String lock;
  private final HeldLocks held;

  /**
   * Makes a condition.
   *
   * @param lock the name of its lock
   * @param held the locks that threads of this process hold
   */
  ConditionProxy(SharedCalls calls, SharedCall open, String lock, HeldLocks held) {
    super(calls, open);
    this.lock = lock;
    this.held = held;
  }

  @Override
  public void await() throws InterruptedException {
    calls.await(call(AWAIT));
  }

  @Override
  public boolean await(Duration limit) throws InterruptedException {
    return calls.await(call(AWAIT), limit).done();
  }

  @Override
  public void waitFor(BooleanSupplier predicate) throws InterruptedException {
    held.require(lock, this);
    while (!predicate.getAsBoolean()) {
      await();
    }
  }

  @Override
  public boolean waitFor(BooleanSupplier predicate, Duration limit) throws InterruptedException {
    held.require(lock, this);
    long start = System.nanoTime();
    boolean isTrue = predicate.getAsBoolean();
    Duration left = limit;
    while (!isTrue && !left.isNegative() && !left.isZero()) {
      await(left);
      isTrue = predicate.getAsBoolean();
      left = limit.minusNanos(System.nanoTime() - start);
    }
    return isTrue;
  }

  @Override
  public void signal() {
    calls.send(call(NOTIFY).number(1));
  }

  @Override
  public void signalAll() {
    calls.send(call(NOTIFY).number(Long.MAX_VALUE));
  }
}
