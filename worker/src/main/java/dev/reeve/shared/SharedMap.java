package dev.reeve.shared;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map that workers share. Keys are equal if their JSON is. No call waits, and each is one atomic
 * step.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public interface SharedMap<K, V> extends SharedObject {

  /** Returns the value of a key; null if there is none. */
  @Nullable V get(K key);

  /** Puts a value; returns the value before, or null. */
  @Nullable V put(K key, V value);

  /** Puts a value unless the key has one; returns the value it has, or null if it was put. */
  @Nullable V putIfAbsent(K key, V value);

  /** Replaces {@code former} by {@code value}; returns whether {@code former} was there. */
  boolean replace(K key, V former, V value);

  /** Removes a key; returns its value, or null. */
  @Nullable V remove(K key);

  /**
   * Adds to the whole number of a key, where a missing value counts as 0; returns the sum.
   *
   * @throws IllegalArgumentException if the value is not a whole number
   */
  long add(K key, long amount);

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

  /** Returns the number of entries. */
  int size();

  /** Removes all entries. */
  void clear();
}
