package dev.reeve.shared.client;

import static dev.reeve.protocol.SharedOperation.AWAIT;
import static dev.reeve.protocol.SharedOperation.CLEAR;
import static dev.reeve.protocol.SharedOperation.GET;
import static dev.reeve.protocol.SharedOperation.SET;

import dev.reeve.protocol.SharedCall;
import dev.reeve.shared.SharedEvent;
import java.time.Duration;

/** An event, as a program or a handler uses it. Any thread. */
final class EventProxy extends SharedProxy implements SharedEvent {

  EventProxy(SharedCalls calls, SharedCall open) {
    super(calls, open);
  }

  @Override
  public void set() {
    calls.send(call(SET));
  }

  @Override
  public void clear() {
    calls.send(call(CLEAR));
  }

  @Override
  public boolean isSet() {
    return number(GET) == 1;
  }

  @Override
  public void await() throws InterruptedException {
    calls.await(call(AWAIT));
  }

  @Override
  public boolean await(Duration limit) throws InterruptedException {
    return calls.await(call(AWAIT), limit).done();
  }
}
