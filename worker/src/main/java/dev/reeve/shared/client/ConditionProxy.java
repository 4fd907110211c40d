package dev.reeve.shared.client;

import static dev.reeve.protocol.SharedOperation.AWAIT;
import static dev.reeve.protocol.SharedOperation.NOTIFY;

import dev.reeve.protocol.SharedCall;
import dev.reeve.shared.SharedCondition;
import java.time.Duration;

/** A condition, as a program or a handler uses it. Any thread. */
final class ConditionProxy extends SharedProxy implements SharedCondition {

  ConditionProxy(SharedCalls calls, SharedCall open) {
    super(calls, open);
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
  public void signal() {
    calls.send(call(NOTIFY).number(1));
  }

  @Override
  public void signalAll() {
    calls.send(call(NOTIFY).number(Long.MAX_VALUE));
  }
}
