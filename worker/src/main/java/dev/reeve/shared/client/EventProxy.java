package dev.reeve.shared.client;

import static dev.reeve.protocol.SharedOperation.AWAIT;
import static dev.reeve.protocol.SharedOperation.CLEAR;
import static dev.reeve.protocol.SharedOperation.GET;
import static dev.reeve.protocol.SharedOperation.SET;

import dev.reeve.protocol.SharedCall;
import dev.reeve.shared.SharedEvent;
import java.time.Duration;

final class EventProxy extends Proxy implements SharedEvent {

  EventProxy(SharedCalls calls, SharedCall open) {
    super(calls, open);
  }

  @Override
  public void set() {
    calls.now(call(SET));
  }

  @Override
  public void clear() {
    calls.now(call(CLEAR));
  }

  @Override
  public boolean isSet() {
    return number(GET) == 1;
  }

  @Override
  public void await() throws InterruptedException {
    calls.endlessly(call(AWAIT));
  }

  @Override
  public boolean await(Duration limit) throws InterruptedException {
    return calls.within(limit, call(AWAIT)).done();
  }
}
