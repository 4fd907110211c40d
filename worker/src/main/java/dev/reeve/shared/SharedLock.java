package dev.reeve.shared;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A lock between threads of any workers. The thread that holds it may take it again, and holds it
 * until it has closed every {@link Hold}:
 *
 * <pre>{@code
 * try (SharedLock.Hold hold = lock.acquire()) {
 *   if (hold.formerHolderDied()) {
 *     // what it protects may be half done
 *   }
 * }
 * }</pre>
 *
 * <p>Threads that wait for each other's locks without a limit are found: the call that would close
 * the circle throws {@link DeadlockException}, and the supervisor's log tells who waits for whom.
 */
public interface SharedLock extends SharedObject {

  /** Waits until no other thread holds the lock, and takes it. */
  Hold acquire() throws InterruptedException;

  /** Takes the lock; null if another thread holds it. */
  @Nullable Hold tryAcquire();

  /** As {@link #acquire}, but returns null when it was not free in time. */
  @Nullable Hold tryAcquire(Duration limit) throws InterruptedException;

  /** The lock, as long as it is not closed. */
  interface Hold extends AutoCloseable {

    /** Whether the lock was last held by a worker that died before it gave it back. */
    boolean formerHolderDied();

    /**
     * Gives the lock back; the thread that took it must call this. Further calls do nothing.
     *
     * @throws IllegalMonitorStateException if the current thread does not hold the lock
     */
    @Override
    void close();
  }
}
