package dev.reeve.shared.server;

import dev.reeve.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The items of a queue in memory that processes share, first in, first out. Each of them has a seat
 * there; the room's own is none of those. What is said to need the lock needs it because others
 * change it at any time; an {@link IllegalStateException} says that they have left it damaged.
 */
public interface QueueMemory {

  /** Where its file is. */
  String path();

  /** Processes that can use it besides the room; their seats are counted from 1. */
  int seats();

  /** Takes the lock; false if another process has it and does not give it back soon. */
  boolean tryLock();

  /** Gives the lock back. */
  void unlock();

  /** Lets processes put and take without asking. To end either needs the lock, to begin it not. */
  void admit(boolean putting, boolean taking);

  /** Puts an item in; false if there is no room in memory. Needs the lock. */
  boolean append(Json item);

  /**
   * The next item, which stays; null if there is none. Needs the lock.
   *
   * @throws IllegalArgumentException if it is no JSON
   */
  @Nullable Json first();

  /** Takes the next item out. Needs the lock. */
  void removeFirst();

  /** Items that are there. Needs the lock. */
  int size();

  /** Items that were ever put in, by whomever. */
  long put();

  /** Items that were taken out from a seat since it was given away. */
  long takenFrom(int seat);

  /**
   * The process that had the seat is dead; it may have had the lock.
   *
   * @return as {@link #takenFrom}, for the last time
   */
  long abandon(int seat);

  /** Nobody may use it any more. */
  void end();
}
