package dev.reeve.worker.proxy;

import static dev.reeve.protocol.SharedOperation.ADD;
import static dev.reeve.protocol.SharedOperation.GET;
import static dev.reeve.protocol.SharedOperation.REPLACE;
import static dev.reeve.protocol.SharedOperation.SET;

import dev.reeve.protocol.SharedCall;
import dev.reeve.worker.shared.SharedCounter;

final class CounterProxy extends Proxy implements SharedCounter {

  CounterProxy(SharedCalls calls, SharedCall open) {
    super(calls, open);
  }

  @Override
  public long get() {
    return number(GET);
  }

  @Override
  public long add(long amount) {
    return calls.now(call(ADD).number(amount)).number();
  }

  @Override
  public long set(long number) {
    return calls.now(call(SET).number(number)).number();
  }

  @Override
  public boolean compareAndSet(long expected, long number) {
    return calls.now(call(REPLACE).number(number).expecting(expected)).done();
  }
}
