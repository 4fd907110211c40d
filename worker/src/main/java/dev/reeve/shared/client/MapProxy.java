package dev.reeve.shared.client;

import static dev.reeve.protocol.SharedOperation.ACQUIRE;
import static dev.reeve.protocol.SharedOperation.ADD;
import static dev.reeve.protocol.SharedOperation.CLEAR;
import static dev.reeve.protocol.SharedOperation.CONTAINS;
import static dev.reeve.protocol.SharedOperation.ENTRIES;
import static dev.reeve.protocol.SharedOperation.GET;
import static dev.reeve.protocol.SharedOperation.KEYS;
import static dev.reeve.protocol.SharedOperation.PUT;
import static dev.reeve.protocol.SharedOperation.PUT_ALL;
import static dev.reeve.protocol.SharedOperation.PUT_IF_ABSENT;
import static dev.reeve.protocol.SharedOperation.RELEASE;
import static dev.reeve.protocol.SharedOperation.REMOVE;
import static dev.reeve.protocol.SharedOperation.REMOVE_IF;
import static dev.reeve.protocol.SharedOperation.REPLACE;
import static dev.reeve.protocol.SharedOperation.SCAN;
import static dev.reeve.protocol.SharedOperation.SIZE;
import static dev.reeve.protocol.SharedOperation.VALUES;
import static java.util.Objects.requireNonNull;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.shared.SharedMap;
import dev.reeve.shared.SharedObjectException;
import dev.reeve.worker.mapping.ValueBinding;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map, as a program or a handler uses it. Any thread. */
final class MapProxy<K, V> extends SharedProxy implements SharedMap<K, V> {
  private final ValueBinding<K> keys;
  private final ValueBinding<V> values;

  MapProxy(SharedCalls calls, SharedCall open, ValueBinding<K> keys, ValueBinding<V> values) {
    super(calls, open);
    this.keys = keys;
    this.values = values;
  }

  private SharedCall at(K key, SharedOperation operation) {
    return call(operation).key(keys.write(key));
  }

  private SharedCall at(K key, SharedOperation operation, V value) {
    return at(key, operation).value(values.write(value));
  }

  private @Nullable V value(SharedCall call) {
    return values.readOrNull(calls.send(call).value());
  }

  @Override
  public @Nullable V get(K key) {
    return value(at(key, GET));
  }

  @Override
  public boolean containsKey(K key) {
    return calls.send(at(key, CONTAINS)).done();
  }

  @Override
  public @Nullable V put(K key, V value) {
    return value(at(key, PUT, value));
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> entries) {
    List<Json> all = new ArrayList<>(2 * entries.size());
    entries.forEach(
        (key, value) -> {
          all.add(keys.write(key));
          all.add(values.write(value));
        });
    for (Json some : CallPieces.of(all, 2)) {
      calls.send(call(PUT_ALL).value(some));
    }
  }

  @Override
  public @Nullable V putIfAbsent(K key, V value) {
    return value(at(key, PUT_IF_ABSENT, value));
  }

  @Override
  public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function)
      throws InterruptedException {
    V present = get(key);
    return present == null ? computeAlone(key, function) : present;
  }

  /** Computes a value under the lock of its key. */
  private @Nullable V computeAlone(K key, Function<? super K, ? extends @Nullable V> function)
      throws InterruptedException {
    long holds = calls.await(at(key, ACQUIRE)).number();
    try {
      if (holds > 1) {
        throw new IllegalStateException(
            this + ": the function that computes the value of a key must not wait for that value");
      }
      V present = get(key);
      V value = present == null ? function.apply(key) : present;
      V faster = present != null || value == null ? null : putIfAbsent(key, value);
      return faster == null ? value : faster;
    } finally {
      release(key);
    }
  }

  private void release(K key) {
    try {
      calls.send(at(key, RELEASE));
    } catch (IllegalArgumentException | IllegalMonitorStateException | SharedObjectException e) {
      // the map has been discarded meanwhile, or the supervisor has ended
    }
  }

  @Override
  public boolean replace(K key, V former, V value) {
    return calls.send(at(key, REPLACE, value).expecting(values.write(former))).done();
  }

  @Override
  public @Nullable V remove(K key) {
    ItemReader<V> removed = new ItemReader<>(calls, values, () -> at(key, PUT_IF_ABSENT));
    Json value = calls.send(at(key, REMOVE)).value();
    return value == null ? null : removed.read(value);
  }

  @Override
  public boolean remove(K key, V former) {
    return calls.send(at(key, REMOVE_IF).expecting(values.write(former))).done();
  }

  @Override
  public @Nullable V compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
    Json present = calls.send(at(key, GET)).value();
    while (true) {
      V value = function.apply(key, values.readOrNull(present));
      if (exchange(key, present, value)) {
        return value;
      }
      present = calls.send(at(key, GET)).value();
    }
  }

  /** Puts a value, or removes the key for null, if its JSON is still this one; null for none. */
  private boolean exchange(K key, @Nullable Json present, @Nullable V value) {
    if (present == null) {
      return value == null || calls.send(at(key, PUT_IF_ABSENT, value)).done();
    }
    SharedCall call = value == null ? at(key, REMOVE_IF) : at(key, REPLACE, value);
    return calls.send(call.expecting(present)).done();
  }

  @Override
  public long add(K key, long amount) {
    return calls.send(at(key, ADD).number(amount)).number();
  }

  @Override
  public List<K> keys() {
    return keys.readAll(calls.send(call(KEYS)).value());
  }

  @Override
  public List<V> values() {
    return values.readAll(calls.send(call(VALUES)).value());
  }

  @Override
  public Map<K, V> toMap() {
    Map<K, V> copy = new LinkedHashMap<>();
    List<Json> all = requireNonNull(calls.send(call(ENTRIES)).value()).elements();
    readEntries(all).forEach(entry -> copy.put(entry.getKey(), entry.getValue()));
    return copy;
  }

  @Override
  public Iterable<Map.Entry<K, V>> entries() {
    return () -> new PieceIterator<>(calls, call(SCAN), this::readEntries);
  }

  private List<Map.Entry<K, V>> readEntries(List<Json> keysAndValues) {
    List<Map.Entry<K, V>> entries = new ArrayList<>(keysAndValues.size() / 2);
    Iterator<Json> all = keysAndValues.iterator();
    while (all.hasNext()) {
      entries.add(Map.entry(keys.read(all.next()), values.read(all.next())));
    }
    return entries;
  }

  @Override
  public int size() {
    return (int) number(SIZE);
  }

  @Override
  public void clear() {
    calls.send(call(CLEAR));
  }
}
