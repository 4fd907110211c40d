package dev.reeve.shared.server;

import org.jspecify.annotations.Nullable;

/** Where shared memory is had from. Asked on the thread that owns the room: must not wait. */
public interface SharedMemory {

  /** The folder of its files; asked for once, when there is to be the first. */
  String folder();

  /**
   * Makes the memory of a queue; null if none can be had.
   *
   * @param path of its file
   * @param capacity most items
   */
  default @Nullable QueueMemory queue(String path, long capacity) {
    return null;
  }

  /**
   * Makes the memory of a counter; null if none can be had.
   *
   * @param path of its file
   * @param number what it begins with
   */
  default @Nullable CounterMemory counter(String path, long number) {
    return null;
  }
}
