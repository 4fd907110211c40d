package dev.reeve.shared;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A condition that threads wait for while they give up a {@link SharedLock}. Every method throws
 * {@link IllegalMonitorStateException} unless the current thread holds the lock. Wait in a loop, or
 * by {@link #waitFor}, because another thread may have changed the state again:
 *
 * <pre>{@code
 * try (SharedLock.Hold hold = lock.acquire()) {
 *   while (queue.isEmpty()) {
 *     condition.await();
 *   }
 * }
 * }</pre>
 */
public interface SharedCondition extends SharedObject {

  /**
   * Gives the lock up, waits without a limit for a notification, and takes the lock again, as often
   * as it was held. The lock is held again even if this throws {@link InterruptedException}.
   */
  void await() throws InterruptedException;

  /** Waits as {@link #await()} does; returns false if no notification came within the limit. */
  boolean await(Duration limit) throws InterruptedException;

  /**
   * Waits without a limit until a predicate is true. It is evaluated in this thread, which holds
   * the lock then: at first, and after each notification.
   */
  void waitFor(BooleanSupplier predicate) throws InterruptedException;

  /**
   * Waits as {@link #waitFor(BooleanSupplier)} does, no longer than {@code limit}; returns what the
   * predicate was at last.
   */
  boolean waitFor(BooleanSupplier predicate, Duration limit) throws InterruptedException;

  /** Notifies the thread that has waited longest. */
  void signal();

  /** Notifies all threads that wait. */
  void signalAll();
}
