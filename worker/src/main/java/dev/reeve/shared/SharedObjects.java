package dev.reeve.shared;

import java.util.function.ToLongFunction;

/**
 * Objects that all workers of a supervisor and the program it is embedded in share by name. Whoever
 * asks first makes the object; the others get the same one, and an {@link IllegalArgumentException}
 * if they want another kind or size. Names are one space for all kinds. Objects live until they are
 * discarded or the supervisor ends.
 *
 * <p>Any number of threads may use any object at the same time. Values are mapped to JSON and back
 * as requests and results of handlers are: what is taken out is a copy, never the same instance;
 * null is no value. Calls that wait are served in the order of their coming. An interrupt ends a
 * waiting call; the operation has then not taken place.
 *
 * <p>When a worker dies, its locks and permits are released and the next holder is told so; an item
 * that it had taken is gone. Beyond their limits (a quarter of the supervisor's heap for all values
 * that it has itself) and after its end, calls throw {@link SharedObjectException}. So do calls of
 * the program that would wait without a limit when the run has stopped and no worker is left, but
 * for locks and permits that other threads of it hold.
 */
public interface SharedObjects {

  /** A queue whose oldest item comes out first; {@code capacity} from 1. */
  <T> SharedQueue<T> queue(String name, int capacity, Class<T> type);

  /** A queue whose newest item comes out first; {@code capacity} from 1. */
  <T> SharedQueue<T> stack(String name, int capacity, Class<T> type);

  /** A queue whose item of the lowest rank comes out first; {@code capacity} from 1. */
  <T> SharedPriorityQueue<T> priorityQueue(String name, int capacity, Class<T> type);

  /** As {@link #priorityQueue(String, int, Class)}, with the rank of an item that is put in. */
  <T> SharedPriorityQueue<T> priorityQueue(
      String name, int capacity, Class<T> type, ToLongFunction<? super T> rank);

  /** A map; keys are equal if their JSON is. */
  <K, V> SharedMap<K, V> map(String name, Class<K> keys, Class<V> values);

  /** A list. */
  <T> SharedList<T> list(String name, Class<T> type);

  /** A counter that begins with 0. */
  default SharedCounter counter(String name) {
    return counter(name, 0);
  }

  /** A counter; whoever comes first chooses what it begins with. */
  SharedCounter counter(String name, long initial);

  /** A lock that a thread may take again while it holds it. */
  SharedLock lock(String name);

  /** A semaphore with so many permits to begin with, from 0; any number may be added. */
  SharedSemaphore semaphore(String name, long permits);

  /** A semaphore that never has more permits than it began with. */
  SharedSemaphore boundedSemaphore(String name, long permits);

  /** A condition of {@code lock}. */
  SharedCondition condition(String name, SharedLock lock);

  /** An event that is not set. */
  SharedEvent event(String name);

  /** A barrier for so many threads, from 1. */
  SharedBarrier barrier(String name, int parties);

  /** A pipe with two ends, with room for {@code capacity} values in each direction, from 1. */
  <T> SharedPipe<T> pipe(String name, int capacity, Class<T> type);

  /** Puts bytes into shared memory, to be handed on by reference. */
  Binary binary(byte[] content);

  /**
   * Reads bytes that were handed on, and does away with them.
   *
   * @throws IllegalArgumentException if they are not there any more, or too many for an array
   */
  byte[] take(Binary binary);

  /**
   * Bytes that were handed on, where they are; they stay.
   *
   * @throws IllegalArgumentException if they are not there any more
   */
  SharedBytes bytes(Binary binary);

  /** So many bytes in shared memory, from 1, all 0 to begin with. */
  SharedBytes bytes(String name, long length);

  /** So many ints in shared memory, from 1, all 0 to begin with. */
  SharedInts ints(String name, long length);

  /** So many longs in shared memory, from 1, all 0 to begin with. */
  SharedLongs longs(String name, long length);

  /** So many doubles in shared memory, from 1, all 0 to begin with. */
  SharedDoubles doubles(String name, long length);
}
