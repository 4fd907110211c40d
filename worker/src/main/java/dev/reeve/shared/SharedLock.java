package dev.reeve.shared;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A lock between threads of any workers. It is re-entrant: the thread that holds it may take it
 * again, and holds it until it has closed every {@link Hold}.
 *
 * <pre>{@code
 * try (SharedLock.Hold hold = lock.acquire()) {
 *   if (hold.formerHolderDied()) {
 *     // the protected state may be half changed
 *   }
 * }
 * }</pre>
 *
 * <p>When a worker dies, its locks are released. Threads that wait for each other's locks without a
 * limit are found: the call that would close the circle throws {@link DeadlockException}, and the
 * supervisor's log names the threads and the locks.
 */
public interface SharedLock extends SharedObject {

  /** Waits without a limit until no other thread holds the lock, and takes it. */
  Hold acquire() throws InterruptedException;

  /** Takes the lock; returns null if another thread holds it. */
  @Nullable Hold tryAcquire();

  /** Takes the lock; returns null if it did not become free within the limit. */
  @Nullable Hold tryAcquire(Duration limit) throws InterruptedException;

  /** A taken lock. To be used by the thread that took it. */
  interface Hold extends AutoCloseable {

    /** Returns whether the last holder was a worker that died before it released the lock. */
    boolean formerHolderDied();

    /**
     * Releases the lock. Further calls do nothing.
     *
     * @throws IllegalMonitorStateException if the current thread does not hold the lock
     */
    @Override
    void close();
  }
}
