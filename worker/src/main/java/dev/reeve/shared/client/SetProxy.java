package dev.reeve.shared.client;

import static dev.reeve.protocol.SharedOperation.ADD;
import static dev.reeve.protocol.SharedOperation.ADD_ALL;
import static dev.reeve.protocol.SharedOperation.CLEAR;
import static dev.reeve.protocol.SharedOperation.CONTAINS;
import static dev.reeve.protocol.SharedOperation.REMOVE;
import static dev.reeve.protocol.SharedOperation.SCAN;
import static dev.reeve.protocol.SharedOperation.SIZE;
import static dev.reeve.protocol.SharedOperation.VALUES;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.shared.SharedSet;
import dev.reeve.worker.mapping.ValueBinding;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** A set, as a program or a handler uses it. Any thread. */
final class SetProxy<T> extends SharedProxy implements SharedSet<T> {
  private final ValueBinding<T> values;

  SetProxy(SharedCalls calls, SharedCall open, ValueBinding<T> values) {
    super(calls, open);
    this.values = values;
  }

  private boolean isDone(SharedOperation operation, T element) {
    return calls.send(call(operation).value(values.write(element))).done();
  }

  @Override
  public boolean add(T element) {
    return isDone(ADD, element);
  }

  @Override
  public int addAll(Collection<? extends T> elements) {
    long added = 0;
    for (Json some : CallPieces.of(values.writeAll(elements), 1)) {
      added += calls.send(call(ADD_ALL).value(some)).number();
    }
    return (int) added;
  }

  @Override
  public boolean remove(T element) {
    return isDone(REMOVE, element);
  }

  @Override
  public boolean contains(T element) {
    return isDone(CONTAINS, element);
  }

  @Override
  public Iterator<T> iterator() {
    return new PieceIterator<>(calls, call(SCAN), values::readAll);
  }

  @Override
  public Set<T> toSet() {
    return new LinkedHashSet<>(values.readAll(calls.send(call(VALUES)).value()));
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
