package dev.reeve.worker.proxy;

import dev.reeve.protocol.SharedKind;
import dev.reeve.worker.memory.MappedCounter;
import java.io.IOException;
import java.nio.file.Path;

/** The way to a counter's number. */
final class CounterShortcut extends Shortcut<MappedCounter> {

  CounterShortcut(SharedCalls calls, String name) {
    super(calls, SharedKind.COUNTER, name);
  }

  @Override
  boolean exists(SharedKind kind) {
    return true;
  }

  @Override
  MappedCounter open(Path path, int seat) throws IOException {
    return MappedCounter.open(path);
  }

  @Override
  boolean isGone(MappedCounter counter) {
    return counter.isGone();
  }
}
