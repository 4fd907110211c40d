package dev.reeve.shared;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A pipe between two workers, or two threads, that carries values both ways and in order: a value
 * that is sent at one end is received at the other.
 *
 * @param <T> the values
 */
public interface SharedPipe<T> extends SharedObject {

  /** Opens the first end for this process. */
  End<T> first();

  /** Opens the second end for this process. */
  End<T> second();

  /**
   * One end of a pipe. It stays open until every process that has opened it has closed it or ended.
   *
   * @param <T> the values
   */
  interface End<T> extends AutoCloseable, SharedSource<T> {

    /**
     * Sends a value; waits without a limit until there is room.
     *
     * @throws ClosedException if either end is closed
     */
    void send(T value) throws InterruptedException;

    /**
     * Sends a value; returns false if there was no room within the limit.
     *
     * @throws ClosedException if either end is closed
     */
    boolean send(T value, Duration limit) throws InterruptedException;

    /**
     * Receives a value; waits without a limit until there is one.
     *
     * @throws ClosedException if this end is closed, or if the other one is and every value has
     *     been received
     */
    T receive() throws InterruptedException;

    /**
     * Receives a value; returns null if none came within the limit.
     *
     * @throws ClosedException if this end is closed, or if the other one is and every value has
     *     been received
     */
    @Nullable T receive(Duration limit) throws InterruptedException;

    /** Closes this end for this process. Further calls do nothing. */
    @Override
    void close();
  }
}
