package dev.reeve.shared;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map that workers share. Keys are equal if their JSON is. No call but {@link #computeIfAbsent}
 * waits, and each is one atomic step unless it says otherwise.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public interface SharedMap<K, V> extends SharedObject {

  /** Returns the value of a key; null if there is none. */
  @Nullable V get(K key);

  /** Returns the value of a key; {@code otherwise} if there is none. */
  default V getOrDefault(K key, V otherwise) {
    V value = get(key);
    return value == null ? otherwise : value;
  }

  /** Returns whether a key has a value. The value does not travel. */
  boolean containsKey(K key);

  /** Puts a value; returns the value before, or null. */
  @Nullable V put(K key, V value);

  /**
   * Puts all entries of a map. They travel in pieces of 32 KiB, each of which is one step.
   *
   * @throws IllegalArgumentException if one of them has no JSON form; none was put then
   */
  void putAll(Map<? extends K, ? extends V> entries);

  /** Puts a value unless the key has one; returns the value it has, or null if it was put. */
  @Nullable V putIfAbsent(K key, V value);

  /**
   * Returns the value of a key; if there is none, calls the function in this thread and puts its
   * result, unless that is null. Of all threads in all workers that call this for a key, one runs
   * its function, and the others wait for the result: each value is computed once. If the function
   * throws, returns null, or dies with its worker, another thread runs its own. Other keys and
   * other methods wait for nothing; if another thread puts a value meanwhile, that value counts.
   *
   * @return the value that the key has now; null if the function returned null
   * @throws IllegalStateException if the function calls this for the same key
   * @throws DeadlockException if the wait would never end, because the function of another thread
   *     waits for this one
   */
  @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function)
      throws InterruptedException;

  /** Replaces {@code former} by {@code value}; returns whether {@code former} was there. */
  boolean replace(K key, V former, V value);

  /** Removes a key; returns its value, or null. */
  @Nullable V remove(K key);

  /** Removes a key if its value is {@code former}; returns whether it was. */
  boolean remove(K key, V former);

  /**
   * Adds to the whole number of a key, where a missing value counts as 0; returns the sum.
   *
   * @throws IllegalArgumentException if the value is not a whole number
   */
  long add(K key, long amount);

  /**
   * Puts what the function makes of the present value, which is null if there is none; a result of
   * null removes the key. The function runs in this thread. If another thread changes the value
   * meanwhile, nothing is put, and the function is called again with the new value.
   *
   * @return the value that was put; null if there is none now
   */
  @Nullable V compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function);

  /**
   * Puts {@code value}, or what the function makes of the present value and {@code value} if there
   * is one; a result of null removes the key. The function may be called several times, as {@link
   * #compute}'s.
   *
   * @return the value that was put; null if there is none now
   */
  default @Nullable V merge(
      K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
    return compute(
        key, (same, present) -> present == null ? value : function.apply(present, value));
  }

  /**
   * Returns all keys, in the order in which they were first put.
   *
   * @throws SharedObjectException if they don't fit into one message
   */
  List<K> keys();

  /**
   * Returns all values, in the order of {@link #keys}.
   *
   * @throws SharedObjectException if they don't fit into one message
   */
  List<V> values();

  /**
   * Returns a copy of all entries, in the order of {@link #keys}.
   *
   * @throws SharedObjectException if they don't fit into one message
   */
  Map<K, V> toMap();

  /**
   * Returns a walk through the entries in the order of {@link #keys}, piece by piece, so that they
   * may be any number. Each entry is a copy of the time at which its piece was read. Keys that are
   * there all the time come exactly once; those that are put or removed meanwhile may come or not,
   * and a key that is removed and put again may come twice. The iterators do not remove.
   */
  Iterable<Map.Entry<K, V>> entries();

  /** Returns the number of entries. */
  int size();

  /** Returns whether there was no entry. */
  default boolean isEmpty() {
    return size() == 0;
  }

  /** Removes all entries. */
  void clear();
}
