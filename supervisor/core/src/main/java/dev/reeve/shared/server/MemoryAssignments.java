package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedRefusal;
import org.jspecify.annotations.Nullable;

/** Gives each object that wants shared memory a place of its own there. */
final class MemoryAssignments {
  /**
   * Queues that processes ever used without asking. Each takes up to 350 kB, also after its end,
   * until the last process has collected its garbage; so those are not taken off.
   */
  private static final int MOST_QUEUES = 256;

  /** Likewise; each takes a page, of 4 kB. */
  private static final int MOST_COUNTERS = 4_000;

  private @Nullable SharedMemory memory;
  private @Nullable String folder;
  private long arrays;

  /** Never the same twice: where something could not be made, a part of it may be left. */
  private long places;

  private int queues;
  private int counters;

  void use(SharedMemory memory) {
    this.memory = memory;
  }

  /** Where an array is to be. */
  Json nextArray() throws RefusedException {
    if (memory == null) {
      throw new RefusedException(SharedRefusal.MISUSED, "there is no shared memory here");
    }
    return Json.string(folder(memory) + "/array-" + arrays++);
  }

  private String folder(SharedMemory from) {
    if (folder == null) {
      folder = from.folder();
    }
    return folder;
  }

  /** Memory for a queue; null if there is none. */
  @Nullable QueueMemory queue(long capacity) {
    if (memory == null || queues >= MOST_QUEUES) {
      return null;
    }
    QueueMemory made = memory.queue(folder(memory) + "/queue-" + places++, capacity);
    queues += made == null ? 0 : 1;
    return made;
  }

  /** Memory for a counter; null if there is none. */
  @Nullable CounterMemory counter(long number) {
    if (memory == null || counters >= MOST_COUNTERS) {
      return null;
    }
    CounterMemory made = memory.counter(folder(memory) + "/counter-" + places++, number);
    counters += made == null ? 0 : 1;
    return made;
  }
}
