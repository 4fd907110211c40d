package dev.reeve.shared.client;

import static dev.reeve.protocol.SharedOperation.ABORT;
import static dev.reeve.protocol.SharedOperation.ARRIVE;
import static dev.reeve.protocol.SharedOperation.AWAIT;
import static dev.reeve.protocol.SharedOperation.GET;
import static dev.reeve.protocol.SharedOperation.RELEASE;
import static dev.reeve.protocol.SharedOperation.RESET;
import static dev.reeve.protocol.SharedOperation.SIZE;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import dev.reeve.shared.SharedBarrier;
import dev.reeve.shared.client.SharedErrors.BrokenException;
import dev.reeve.text.Quote;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A barrier, as a program or a handler uses it. Any thread. */
final class BarrierProxy extends SharedProxy implements SharedBarrier {
  private final SharedCall open;
  private final @Nullable Runnable action;

  BarrierProxy(SharedCalls calls, SharedCall open) {
    this(calls, open, null);
  }

  private BarrierProxy(SharedCalls calls, SharedCall open, @Nullable Runnable action) {
    super(calls, open);
    this.open = open;
    this.action = action;
  }

  private SharedCall arrival() {
    return call(action == null ? AWAIT : ARRIVE);
  }

  @Override
  public int await() throws InterruptedException, BrokenBarrierException {
    try {
      return arrived(calls.await(arrival()));
    } catch (BrokenException e) {
      throw broken(e);
    }
  }

  @Override
  public int await(Duration limit)
      throws InterruptedException, BrokenBarrierException, TimeoutException {
    try {
      SharedResult result = calls.await(arrival(), limit);
      if (!result.done()) {
        throw new TimeoutException(this + ": not all arrived within " + limit);
      }
      return arrived(result);
    } catch (BrokenException e) {
      throw broken(e);
    }
  }

  /** Returns the number of threads that were missing; the last to arrive runs the action first. */
  private int arrived(SharedResult result) {
    Runnable own = action;
    if (own != null && result.number() == 0) {
      run(own);
      calls.send(call(RELEASE));
    }
    return (int) result.number();
  }

  private void run(Runnable own) {
    try {
      own.run();
    } catch (Throwable failure) {
      calls.send(call(ABORT).value(Json.string(Quote.text(text(failure)))));
      throw failure;
    }
  }

  private static String text(Throwable failure) {
    try {
      return failure.toString();
    } catch (Throwable e) { // the others must be told all the same
      return failure.getClass().getName();
    }
  }

  private static BrokenBarrierException broken(BrokenException e) {
    BrokenBarrierException broken = new BrokenBarrierException(e.getMessage());
    broken.initCause(e);
    return broken;
  }

  @Override
  public SharedBarrier withAction(Runnable ofLast) {
    return new BarrierProxy(calls, open, ofLast);
  }

  @Override
  public void abort() {
    calls.send(call(ABORT));
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
  public int parties() {
    return (int) open.number();
  }

  @Override
  public int waiting() {
    return (int) number(SIZE);
  }
}
