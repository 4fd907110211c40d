package dev.reeve.shared.client;

import static dev.reeve.protocol.SharedOperation.ADD;
import static dev.reeve.protocol.SharedOperation.CLEAR;
import static dev.reeve.protocol.SharedOperation.ENTRIES;
import static dev.reeve.protocol.SharedOperation.GET;
import static dev.reeve.protocol.SharedOperation.KEYS;
import static dev.reeve.protocol.SharedOperation.PUT;
import static dev.reeve.protocol.SharedOperation.PUT_IF_ABSENT;
import static dev.reeve.protocol.SharedOperation.REMOVE;
import static dev.reeve.protocol.SharedOperation.REPLACE;
import static dev.reeve.protocol.SharedOperation.SIZE;
import static dev.reeve.protocol.SharedOperation.VALUES;
import static java.util.Objects.requireNonNull;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.shared.SharedMap;
import dev.reeve.worker.mapping.ValueBinding;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private @Nullable V value(SharedCall call) {
    return values.readOrNull(calls.send(call).value());
  }

  @Override
  public @Nullable V get(K key) {
    return value(at(key, GET));
  }

  @Override
  public @Nullable V put(K key, V value) {
    return value(at(key, PUT).value(values.write(value)));
  }

  @Override
  public @Nullable V putIfAbsent(K key, V value) {
    return value(at(key, PUT_IF_ABSENT).value(values.write(value)));
  }

  @Override
  public boolean replace(K key, V former, V value) {
    SharedCall call = at(key, REPLACE).value(values.write(value));
    return calls.send(call.expecting(values.write(former))).done();
  }

  @Override
  public @Nullable V remove(K key) {
    ItemReader<V> removed = new ItemReader<>(calls, values, () -> at(key, PUT_IF_ABSENT));
    Json value = calls.send(at(key, REMOVE)).value();
    return value == null ? null : removed.read(value);
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
    Iterator<Json> all = requireNonNull(calls.send(call(ENTRIES)).value()).elements().iterator();
    while (all.hasNext()) {
      copy.put(keys.read(all.next()), values.read(all.next()));
    }
    return copy;
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
