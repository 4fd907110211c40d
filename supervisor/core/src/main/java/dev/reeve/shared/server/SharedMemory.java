package dev.reeve.shared.server;

import org.jspecify.annotations.Nullable;

/**
 * A source of shared memory. {@link SharedObjectServer} calls it on its own thread, so methods must
 * not block.
 */
public interface SharedMemory {

  /** Returns the folder of the files. Called once, before the first file is needed. */
  String folder();

  /**
   * Creates the memory of a queue; null if it cannot.
   *
   * @param path the file's path
   * @param capacity the most items in the queue
   */
  default @Nullable QueueMemory queue(String path, long capacity) {
    return null;
  }

  /**
   * Creates the memory of a counter; null if it cannot.
   *
   * @param path the file's path
   * @param number the counter's initial value
   */
  default @Nullable CounterMemory counter(String path, long number) {
    return null;
  }
}
