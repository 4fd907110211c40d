package dev.reeve.shared;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A pipe between two workers, or two threads: what is sent at one end is received at the other, in
 * order and both ways.
 *
 * @param <T> the values
 */
public interface SharedPipe<T> extends SharedObject {

  /** One end; this process has it open from now on. */
  End<T> first();

  /** The other end; this process has it open from now on. */
  End<T> second();

  /**
   * One end. It is open until every process that has had it open has closed it or is gone.
   *
   * @param <T> the values
   */
  interface End<T> extends AutoCloseable {

    /**
     * Waits until there is room, and sends a value.
     *
     * @throws ClosedException if either end is closed
     */
    void send(T value) throws InterruptedException;

    /** As {@link #send(Object)}, but returns false when there was no room in time. */
    boolean send(T value, Duration limit) throws InterruptedException;

    /**
     * Waits for a value and receives it.
     *
     * @throws ClosedException if all is received and the other end is closed, or if this end is
     */
    T receive() throws InterruptedException;

    /** As {@link #receive()}, but returns null when nothing came in time. */
    @Nullable T receive(Duration limit) throws InterruptedException;

    /** Closes this end for this process; harmless if it is closed already. */
    @Override
    void close();
  }
}
