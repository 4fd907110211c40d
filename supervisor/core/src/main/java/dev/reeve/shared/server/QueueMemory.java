package dev.reeve.shared.server;

import dev.reeve.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The items of a queue in shared memory, first in, first out. Each process that uses them has a
 * numbered seat; the supervisor uses none of these. Other processes change the memory at any time,
 * so callers must hold the lock where a method says so. A method that needs the lock throws {@link
 * IllegalStateException} if another process has left the memory damaged.
 */
public interface QueueMemory {

  /** Returns the path of the file. */
  String path();

  /** Returns how many other processes can use it. Their seats are numbered from 1. */
  int seats();

  /** Takes the lock; returns false if another process holds it for too long. */
  boolean tryLock();

  /** Releases the lock. */
  void unlock();

  /**
   * Sets which operations processes may use directly. Forbidding one needs the lock; permitting one
   * does not.
   */
  void admit(boolean putting, boolean taking);

  /** Adds an item at the end; returns false if the memory is full. Needs the lock. */
  boolean append(Json item);

  /**
   * Returns the first item without removing it; null if there is none. Needs the lock.
   *
   * @throws IllegalArgumentException if it is not valid JSON
   */
  @Nullable Json first();

  /** Removes the first item. Needs the lock. */
  void removeFirst();

  /** Returns the number of items. Needs the lock. */
  int size();

  /** Returns how many items have ever been added, by all processes. */
  long put();

  /** Returns how many items the process in a seat has taken since the seat was assigned. */
  long takenFrom(int seat);

  /**
   * Frees the seat of a dead process, and the lock if that process held it.
   *
   * @return the last value of {@link #takenFrom} for that process
   */
  long abandon(int seat);

  /** Ends the use of the memory by all processes. */
  void end();
}
