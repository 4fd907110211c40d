package dev.reeve.shared;

import java.time.Duration;
import java.util.Collection;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The objects that all workers of a supervisor, and the program around it, share by name. Handlers
 * get it from their context, programs from their supervisor:
 *
 * <pre>{@code
 * SharedObjects shared = context.shared();
 * SharedQueue<Page> pages = shared.queue("pages", 100, Page.class);
 * pages.put(new Page(7));                               // waits while the queue is full
 * Page next = pages.poll(Duration.ofSeconds(1));        // null if none came within a second
 * try (SharedLock.Hold hold = shared.lock("printer").acquire()) {
 *   print(next);
 * }
 * }</pre>
 *
 * <p>The first call with a name creates the object; later ones return the same object. All kinds
 * share one space of names. A name is any text that is not empty. A call with an empty name, or for
 * another kind, type of values, size or initial number of permits throws {@link
 * IllegalArgumentException}; {@link dev.reeve.json.Json} opens an object of any type. Objects live
 * until they are discarded or the supervisor ends.
 *
 * <p>Any number of threads may use any object at the same time. Values are mapped to JSON and back
 * as requests and results are, so every value that comes out is an equal copy; one that would
 * arrive as another value is refused. A {@link TypeRef} names a type with type arguments, such as
 * {@code List<Page>}. Null is not a value. Calls that wait are served in order. An interrupt ends a
 * waiting call; the operation has not taken place then.
 *
 * <p>When a worker dies, its locks and permits are released, and the next holder is told. An item
 * that it had taken is gone.
 *
 * <p>Calls throw {@link SharedObjectException} when all values together would take more than a
 * quarter of the supervisor's heap, and after the supervisor's end. So does a call of the program
 * that would wait without a limit when the run has stopped and no worker is left, unless another
 * thread of the program holds the lock or permit it waits for.
 */
public interface SharedObjects {

  /**
   * Opens a queue that gives its oldest item first.
   *
   * @param capacity number of items it can hold, from 1
   */
  default <T> SharedQueue<T> queue(String name, int capacity, Class<T> type) {
    return queue(name, capacity, TypeRef.of(type));
  }

  /** Opens a queue, as {@link #queue(String, int, Class)} does, of a type with type arguments. */
  <T> SharedQueue<T> queue(String name, int capacity, TypeRef<T> type);

  /**
   * Opens a queue that gives its newest item first.
   *
   * @param capacity number of items it can hold, from 1
   */
  default <T> SharedQueue<T> stack(String name, int capacity, Class<T> type) {
    return stack(name, capacity, TypeRef.of(type));
  }

  /** Opens a stack, as {@link #stack(String, int, Class)} does, of a type with type arguments. */
  <T> SharedQueue<T> stack(String name, int capacity, TypeRef<T> type);

  /**
   * Opens a queue that gives its item of the lowest rank first; {@code put} and {@code offer} take
   * the rank, which is 0 where they don't.
   *
   * @param capacity number of items it can hold, from 1
   */
  default <T> SharedPriorityQueue<T> priorityQueue(String name, int capacity, Class<T> type) {
    return priorityQueue(name, capacity, TypeRef.of(type));
  }

  /**
   * Opens a priority queue, as {@link #priorityQueue(String, int, Class)} does, of a type with type
   * arguments.
   */
  default <T> SharedPriorityQueue<T> priorityQueue(String name, int capacity, TypeRef<T> type) {
    return priorityQueue(name, capacity, type, item -> 0);
  }

  /**
   * Opens a queue that gives its item of the lowest rank first.
   *
   * @param capacity number of items it can hold, from 1
   * @param rank of an item that this process puts
   */
  default <T> SharedPriorityQueue<T> priorityQueue(
      String name, int capacity, Class<T> type, ToLongFunction<? super T> rank) {
    return priorityQueue(name, capacity, TypeRef.of(type), rank);
  }

  /**
   * Opens a priority queue, as {@link #priorityQueue(String, int, Class, ToLongFunction)} does, of
   * a type with type arguments.
   */
  <T> SharedPriorityQueue<T> priorityQueue(
      String name, int capacity, TypeRef<T> type, ToLongFunction<? super T> rank);

  /** Opens a map. Keys are equal if their JSON is. */
  default <K, V> SharedMap<K, V> map(String name, Class<K> keys, Class<V> values) {
    return map(name, TypeRef.of(keys), TypeRef.of(values));
  }

  /** Opens a map whose values have a type with type arguments. */
  default <K, V> SharedMap<K, V> map(String name, Class<K> keys, TypeRef<V> values) {
    return map(name, TypeRef.of(keys), values);
  }

  /** Opens a map whose keys and values have types with type arguments. */
  <K, V> SharedMap<K, V> map(String name, TypeRef<K> keys, TypeRef<V> values);

  /** Opens a list. */
  default <T> SharedList<T> list(String name, Class<T> type) {
    return list(name, TypeRef.of(type));
  }

  /** Opens a list of a type with type arguments. */
  <T> SharedList<T> list(String name, TypeRef<T> type);

  /** Opens a set. */
  default <T> SharedSet<T> set(String name, Class<T> type) {
    return set(name, TypeRef.of(type));
  }

  /** Opens a set of a type with type arguments. */
  <T> SharedSet<T> set(String name, TypeRef<T> type);

  /** Opens a counter that begins with 0. */
  default SharedCounter counter(String name) {
    return counter(name, 0);
  }

  /**
   * Opens a counter.
   *
   * @param initial the number that it begins with, if this call creates it
   */
  SharedCounter counter(String name, long initial);

  /** Opens a re-entrant lock. */
  SharedLock lock(String name);

  /**
   * Opens a semaphore.
   *
   * @param permits the number that it begins with, from 0; there may be more later
   */
  SharedSemaphore semaphore(String name, long permits);

  /**
   * Opens a semaphore that never has more permits than it begins with.
   *
   * @param permits the number that it begins with, from 0
   */
  SharedSemaphore boundedSemaphore(String name, long permits);

  /** Opens a condition of {@code lock}. */
  SharedCondition condition(String name, SharedLock lock);

  /** Opens an event, which is not set at first. */
  SharedEvent event(String name);

  /**
   * Opens a barrier.
   *
   * @param parties number of threads that wait for each other, from 1
   */
  SharedBarrier barrier(String name, int parties);

  /**
   * Opens a pipe.
   *
   * @param capacity number of values it can hold in each direction, from 1
   */
  default <T> SharedPipe<T> pipe(String name, int capacity, Class<T> type) {
    return pipe(name, capacity, TypeRef.of(type));
  }

  /** Opens a pipe, as {@link #pipe(String, int, Class)} does, of a type with type arguments. */
  <T> SharedPipe<T> pipe(String name, int capacity, TypeRef<T> type);

  /**
   * Takes a value from one of several queues and ends of pipes; waits without a limit until one of
   * them has one, in the order of arrival at each of them. If several have a value, chance decides,
   * so that none is neglected. {@link Taken#from} gives the value with its type.
   *
   * @throws ClosedException once all are closed and empty; until then, such are passed over
   * @throws IllegalArgumentException if one belongs to other shared objects, or there is none
   */
  <T> Taken<T> takeAny(Collection<? extends SharedSource<? extends T>> sources)
      throws InterruptedException;

  /** Takes a value as {@link #takeAny} does; returns null if none came within the limit. */
  <T> @Nullable Taken<T> pollAny(
      Collection<? extends SharedSource<? extends T>> sources, Duration limit)
      throws InterruptedException;

  /** Copies bytes into shared memory; the result travels in their place. */
  Binary binary(byte[] content);

  /**
   * Reads the bytes of a reference and removes them from shared memory.
   *
   * @throws IllegalArgumentException if they are gone, or are too many for an array
   */
  byte[] take(Binary binary);

  /**
   * Opens the bytes of a reference as an array in shared memory, where they stay.
   *
   * @throws IllegalArgumentException if they are gone
   */
  SharedBytes bytes(Binary binary);

  /**
   * Opens an array of bytes in shared memory, all 0 at first.
   *
   * @param length number of bytes, from 1
   */
  SharedBytes bytes(String name, long length);

  /**
   * Opens an array of ints in shared memory, all 0 at first.
   *
   * @param length number of elements, from 1
   */
  SharedInts ints(String name, long length);

  /**
   * Opens an array of longs in shared memory, all 0 at first.
   *
   * @param length number of elements, from 1
   */
  SharedLongs longs(String name, long length);

  /**
   * Opens an array of doubles in shared memory, all 0 at first.
   *
   * @param length number of elements, from 1
   */
  SharedDoubles doubles(String name, long length);
}
