package dev.reeve.shared.server;

import dev.reeve.shared.memory.MappedCounter;
import java.io.IOException;
import java.nio.file.Files;

/** A counter in a mapped file, as the supervisor uses it. */
public final class MappedCounterMemory implements CounterMemory {
  private final MappedCounter counter;

  public MappedCounterMemory(MappedCounter counter) {
    this.counter = counter;
  }

  @Override
  public String path() {
    return counter.path().toString();
  }

  @Override
  public long get() {
    return counter.get();
  }

  @Override
  public long add(long amount) {
    return counter.add(amount);
  }

  @Override
  public long set(long number) {
    return counter.set(number);
  }

  @Override
  public boolean replace(long expected, long number) {
    return counter.replace(expected, number);
  }

  @Override
  public void end() {
    counter.end();
    try {
      Files.deleteIfExists(counter.path());
    } catch (IOException e) {
      // the supervisor deletes the folder at its end
    }
  }
}
