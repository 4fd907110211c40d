package dev.reeve.shared.client;

import static dev.reeve.protocol.SharedOperation.AWAIT;
import static dev.reeve.protocol.SharedOperation.GET;
import static dev.reeve.protocol.SharedOperation.RESET;
import static dev.reeve.protocol.SharedOperation.SIZE;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import dev.reeve.shared.SharedBarrier;
import dev.reeve.shared.client.SharedErrors.BrokenException;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;

/** A barrier, as a program or a handler uses it. Any thread. */
final class BarrierProxy extends SharedProxy implements SharedBarrier {

  BarrierProxy(SharedCalls calls, SharedCall open) {
    super(calls, open);
  }

  @Override
  public int await() throws InterruptedException, BrokenBarrierException {
    try {
      return (int) calls.await(call(AWAIT)).number();
    } catch (BrokenException e) {
      throw broken(e);
    }
  }

  @Override
  public int await(Duration limit)
      throws InterruptedException, BrokenBarrierException, TimeoutException {
    SharedResult result;
    try {
      result = calls.await(call(AWAIT), limit);
    } catch (BrokenException e) {
      throw broken(e);
    }
    if (!result.done()) {
      throw new TimeoutException(this + ": not all arrived within " + limit);
    }
    return (int) result.number();
  }

  private static BrokenBarrierException broken(BrokenException e) {
    BrokenBarrierException broken = new BrokenBarrierException(e.getMessage());
    broken.initCause(e);
    return broken;
  }

  @Override
  public void reset() {
    calls.send(call(RESET));
  }

  @Override
  public boolean isBroken() {
    return number(GET) == 1;
  }

  @Override
  public int waiting() {
    return (int) number(SIZE);
  }
}
