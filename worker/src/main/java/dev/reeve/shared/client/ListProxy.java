package dev.reeve.shared.client;

import static dev.reeve.protocol.SharedOperation.ADD;
import static dev.reeve.protocol.SharedOperation.ADD_ALL;
import static dev.reeve.protocol.SharedOperation.CLEAR;
import static dev.reeve.protocol.SharedOperation.GET;
import static dev.reeve.protocol.SharedOperation.INDEX_OF;
import static dev.reeve.protocol.SharedOperation.INSERT;
import static dev.reeve.protocol.SharedOperation.REMOVE;
import static dev.reeve.protocol.SharedOperation.SCAN;
import static dev.reeve.protocol.SharedOperation.SET;
import static dev.reeve.protocol.SharedOperation.SIZE;
import static dev.reeve.protocol.SharedOperation.VALUES;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import dev.reeve.shared.SharedList;
import dev.reeve.worker.mapping.ValueBinding;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** A list, as a program or a handler uses it. Any thread. */
final class ListProxy<T> extends SharedProxy implements SharedList<T> {
  private final ValueBinding<T> values;

  ListProxy(SharedCalls calls, SharedCall open, ValueBinding<T> values) {
    super(calls, open);
    this.values = values;
  }

  private T element(SharedCall call) {
    return values.read(calls.send(call).value());
  }

  @Override
  public int add(T element) {
    return (int) calls.send(call(ADD).value(values.write(element))).number();
  }

  @Override
  public int addAll(Collection<? extends T> elements) {
    List<Json> pieces = CallPieces.of(values.writeAll(elements), 1);
    long size = pieces.isEmpty() ? size() : 0;
    for (Json some : pieces) {
      size = calls.send(call(ADD_ALL).value(some)).number();
    }
    return (int) size;
  }

  @Override
  public int insert(int index, T element) {
    SharedCall call = call(INSERT).number(index).value(values.write(element));
    return (int) calls.send(call).number();
  }

  @Override
  public T get(int index) {
    return element(call(GET).number(index));
  }

  @Override
  public T set(int index, T element) {
    return element(call(SET).number(index).value(values.write(element)));
  }

  @Override
  public T remove(int index) {
    ItemReader<T> removed = new ItemReader<>(calls, values, () -> call(INSERT).number(index));
    return removed.read(calls.send(call(REMOVE).number(index)).value());
  }

  @Override
  public int indexOf(T element) {
    SharedResult found = calls.send(call(INDEX_OF).value(values.write(element)));
    return found.done() ? (int) found.number() : -1;
  }

  @Override
  public Iterator<T> iterator() {
    return new PieceIterator<>(calls, call(SCAN), values::readAll);
  }

  @Override
  public List<T> values() {
    return values.readAll(calls.send(call(VALUES)).value());
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
