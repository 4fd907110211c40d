package dev.reeve.shared.client;

import dev.reeve.protocol.SharedKind;
import dev.reeve.shared.memory.MappedCounter;
import java.io.IOException;
import java.nio.file.Path;

/** Direct access to the number of a counter. */
final class DirectCounterAccess extends DirectAccess<MappedCounter> {

  DirectCounterAccess(SharedCalls calls, String name) {
    super(calls, SharedKind.COUNTER, name);
  }

  @Override
  boolean isPossible(SharedKind kind) {
    return true;
  }

  @Override
  MappedCounter open(Path path, int seat) throws IOException {
    return MappedCounter.open(path);
  }

  @Override
  boolean hasEnded(MappedCounter counter) {
    return counter.hasEnded();
  }
}
