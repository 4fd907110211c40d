package dev.reeve.shared.client;

import static dev.reeve.protocol.SharedOperation.ADD;
import static dev.reeve.protocol.SharedOperation.GET;
import static dev.reeve.protocol.SharedOperation.REPLACE;
import static dev.reeve.protocol.SharedOperation.SET;

import dev.reeve.protocol.SharedCall;
import dev.reeve.shared.SharedCounter;
import dev.reeve.shared.memory.MappedCounter;

/** A counter, as a program or a handler uses it. Any thread. */
final class CounterProxy extends SharedProxy implements SharedCounter {
  private final DirectCounterAccess direct;

  CounterProxy(SharedCalls calls, SharedCall open, DirectCounterAccess direct) {
    super(calls, open);
    this.direct = direct;
  }

  @Override
  public long get() {
    MappedCounter memory = direct.memoryOrCount();
    return memory == null ? number(GET) : memory.get();
  }

  @Override
  public long add(long amount) {
    MappedCounter memory = direct.memoryOrCount();
    return memory == null ? calls.send(call(ADD).number(amount)).number() : memory.add(amount);
  }

  @Override
  public long set(long number) {
    MappedCounter memory = direct.memoryOrCount();
    return memory == null ? calls.send(call(SET).number(number)).number() : memory.set(number);
  }

  @Override
  public boolean compareAndSet(long expected, long number) {
    MappedCounter memory = direct.memoryOrCount();
    return memory == null
        ? calls.send(call(REPLACE).number(number).expecting(expected)).done()
        : memory.replace(expected, number);
  }

  @Override
  void forgetMemory() {
    direct.forget();
  }
}
