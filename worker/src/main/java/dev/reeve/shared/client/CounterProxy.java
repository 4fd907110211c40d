package dev.reeve.shared.client;

import static dev.reeve.protocol.SharedOperation.ADD;
import static dev.reeve.protocol.SharedOperation.GET;
import static dev.reeve.protocol.SharedOperation.REPLACE;
import static dev.reeve.protocol.SharedOperation.SET;

import dev.reeve.protocol.SharedCall;
import dev.reeve.shared.SharedCounter;
import dev.reeve.shared.memory.MappedCounter;

final class CounterProxy extends Proxy implements SharedCounter {
  private final DirectCounterAccess shortcut;

  CounterProxy(SharedCalls calls, SharedCall open, DirectCounterAccess shortcut) {
    super(calls, open);
    this.shortcut = shortcut;
  }

  @Override
  public long get() {
    MappedCounter memory = shortcut.find();
    return memory == null ? number(GET) : memory.get();
  }

  @Override
  public long add(long amount) {
    MappedCounter memory = shortcut.find();
    return memory == null ? calls.now(call(ADD).number(amount)).number() : memory.add(amount);
  }

  @Override
  public long set(long number) {
    MappedCounter memory = shortcut.find();
    return memory == null ? calls.now(call(SET).number(number)).number() : memory.set(number);
  }

  @Override
  public boolean compareAndSet(long expected, long number) {
    MappedCounter memory = shortcut.find();
    return memory == null
        ? calls.now(call(REPLACE).number(number).expecting(expected)).done()
        : memory.replace(expected, number);
  }

  @Override
  void discarded() {
    shortcut.forget();
  }
}
