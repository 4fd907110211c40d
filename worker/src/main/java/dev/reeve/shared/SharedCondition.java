package dev.reeve.shared;

import java.time.Duration;

/**
 * What threads that hold a {@link SharedLock} wait for and notify each other of. Every method
 * throws {@link IllegalMonitorStateException} unless the current thread holds the lock. As
 * everywhere, wait in a loop that looks whether what is waited for is true.
 */
public interface SharedCondition extends SharedObject {

  /**
   * Gives the lock up, waits for a notification, and takes the lock again, as often as it was held.
   * The lock is held again also when this throws {@link InterruptedException}.
   */
  void await() throws InterruptedException;

  /** As {@link #await()}; returns false if no notification came in time. */
  boolean await(Duration limit) throws InterruptedException;

  /** Wakes the thread that has waited longest. */
  void signal();

  /** Wakes all threads that wait. */
  void signalAll();
}
