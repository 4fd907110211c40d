package dev.reeve.shared.client;

import static dev.reeve.protocol.SharedOperation.AWAIT;
import static dev.reeve.protocol.SharedOperation.NOTIFY;

import dev.reeve.protocol.SharedCall;
import dev.reeve.shared.SharedCondition;
import java.time.Duration;

final class ConditionProxy extends Proxy implements SharedCondition {

  ConditionProxy(SharedCalls calls, SharedCall open) {
    super(calls, open);
  }

  @Override
  public void await() throws InterruptedException {
    calls.endlessly(call(AWAIT));
  }

  @Override
  public boolean await(Duration limit) throws InterruptedException {
    return calls.within(limit, call(AWAIT)).done();
  }

  @Override
  public void signal() {
    calls.now(call(NOTIFY).number(1));
  }

  @Override
  public void signalAll() {
    calls.now(call(NOTIFY).number(Long.MAX_VALUE));
  }
}
