package dev.reeve.shared;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map between workers. Nothing here waits; each call is one atomic step.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public interface SharedMap<K, V> extends SharedObject {

  /** The value under a key; null if there is none. */
  @Nullable V get(K key);

  /** Puts a value under a key; returns what was there before, or null. */
  @Nullable V put(K key, V value);

  /** Puts a value where there is none; returns what is there already, or null if it was put. */
  @Nullable V putIfAbsent(K key, V value);

  /** Puts {@code value} in the place of {@code former}; returns whether that was there. */
  boolean replace(K key, V former, V value);

  /** Takes out the value under a key; returns it, or null. */
  @Nullable V remove(K key);

  /**
   * Adds to the whole number under a key, where none counts as 0; returns the sum.
   *
   * @throws IllegalArgumentException if there is something else
   */
  long add(K key, long amount);

  /** All keys, in the order of their coming; {@link SharedObjectException} beyond a message. */
  List<K> keys();

  /** All values, as {@link #keys}. */
  List<V> values();

  /** A copy of all entries, as {@link #keys}. */
  Map<K, V> toMap();

  /** Number of entries. */
  int size();

  /** Drops all entries. */
  void clear();
}
