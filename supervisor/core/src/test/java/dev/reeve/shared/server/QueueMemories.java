package dev.reeve.shared.server;

import java.util.function.LongFunction;

/** Shared memory for queues alone, which a test makes by their capacity. */
record QueueMemories(LongFunction<QueueMemory> made) implements SharedMemory {
  @Override
  public String folder() {
    return "/folder";
  }

  @Override
  public QueueMemory queue(String path, long capacity) {
    return made.apply(capacity);
  }
}
