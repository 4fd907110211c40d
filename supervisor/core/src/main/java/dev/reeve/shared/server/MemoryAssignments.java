package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedRefusal;
import org.jspecify.annotations.Nullable;

/** The files in shared memory that have been assigned to objects, each to one object only. */
final class MemoryAssignments {
  /**
   * Most queues ever created in shared memory. Discarded queues count too: each takes up to 350 kB
   * until the last process has unmapped it by garbage collection.
   */
  private static final int MOST_QUEUES = 256;

  /** Most counters ever created in shared memory; discarded ones count too. Each takes 4 kB. */
  private static final int MOST_COUNTERS = 4_000;

  private @Nullable SharedMemory memory;
  private @Nullable String folder;
  private long nextArray;

  /** Number in the next file's name. Never used twice: a failed attempt may leave a file. */
  private long nextFile;

  private int queues;
  private int counters;

  void use(SharedMemory memory) {
    this.memory = memory;
  }

  /** Returns the path for a new array. */
  Json arrayPath() throws RefusedException {
    if (memory == null) {
      throw new RefusedException(SharedRefusal.MISUSED, "shared memory is not available");
    }
    return Json.string(folder(memory) + "/array-" + nextArray++);
  }

  private String folder(SharedMemory from) {
    if (folder == null) {
      folder = from.folder();
    }
    return folder;
  }

  /** Creates the memory of a queue; null if none is available. */
  @Nullable QueueMemory createQueue(long capacity) {
    if (memory == null || queues >= MOST_QUEUES) {
      return null;
    }
    QueueMemory made = memory.queue(folder(memory) + "/queue-" + nextFile++, capacity);
    queues += made == null ? 0 : 1;
    return made;
  }

  /** Creates the memory of a counter; null if none is available. */
  @Nullable CounterMemory createCounter(long number) {
    if (memory == null || counters >= MOST_COUNTERS) {
      return null;
    }
    CounterMemory made = memory.counter(folder(memory) + "/counter-" + nextFile++, number);
    counters += made == null ? 0 : 1;
    return made;
  }
}
