package dev.reeve.shared.client;

import static dev.reeve.protocol.SharedOperation.CLEAR;
import static dev.reeve.protocol.SharedOperation.CLOSE;
import static dev.reeve.protocol.SharedOperation.JOIN;
import static dev.reeve.protocol.SharedOperation.PUT;
import static dev.reeve.protocol.SharedOperation.PUT_ALL;
import static dev.reeve.protocol.SharedOperation.SIZE;
import static dev.reeve.protocol.SharedOperation.TAKE;
import static dev.reeve.protocol.SharedOperation.TAKE_ALL;
import static dev.reeve.protocol.SharedOperation.TASK_DONE;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import dev.reeve.shared.SharedPriorityQueue;
import dev.reeve.worker.mapping.ValueBinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A queue of any order; only that of a priority queue heeds the ranks. */
final class QueueProxy<T> extends Proxy implements SharedPriorityQueue<T> {
  /** What travels together: far below what a message may hold, and many times its frame. */
  private static final int MOST_BYTES = 32 << 10;

  private final ValueBinding<T> values;
  private final ToLongFunction<? super T> rank;
  private final int capacity;
  private final DirectQueueAccess shortcut;

  QueueProxy(
      SharedCalls calls,
      SharedCall open,
      ValueBinding<T> values,
      ToLongFunction<? super T> rank,
      DirectQueueAccess shortcut) {
    super(calls, open);
    this.values = values;
    this.shortcut = shortcut;
    this.rank = rank;
    this.capacity = (int) open.number();
  }

  private SharedCall putCall(Json item, long rank) {
    return call(PUT).value(item).number(rank);
  }

  @Override
  public void put(T item) throws InterruptedException {
    put(item, rank.applyAsLong(item));
  }

  @Override
  public void put(T item, long rank) throws InterruptedException {
    Json json = values.write(item);
    if (shortcut.putPatiently(List.of(json)) == 0) {
      calls.endlessly(putCall(json, rank));
    }
  }

  @Override
  public boolean offer(T item) {
    return offer(item, rank.applyAsLong(item));
  }

  @Override
  public boolean offer(T item, long rank) {
    Json json = values.write(item);
    if (shortcut.put(List.of(json)) > 0) {
      return true;
    }
    return shortcut.size() < capacity && calls.now(putCall(json, rank)).done();
  }

  @Override
  public boolean offer(T item, Duration limit) throws InterruptedException {
    return offer(item, rank.applyAsLong(item), limit);
  }

  @Override
  public boolean offer(T item, long rank, Duration limit) throws InterruptedException {
    Json json = values.write(item);
    return shortcut.putPatiently(List.of(json)) > 0
        || calls.within(limit, putCall(json, rank)).done();
  }

  @Override
  public void putAll(Collection<? extends T> items) throws InterruptedException {
    List<Json> json = new ArrayList<>(items.size());
    List<Long> ranks = new ArrayList<>(items.size());
    for (T item : items) {
      json.add(values.write(item));
      ranks.add(rank.applyAsLong(item));
    }
    for (int done = 0; done < json.size(); ) {
      done += putSome(json, ranks, done);
    }
  }

  /** Waits until there is room for one at least; returns how many there was room for. */
  private int putSome(List<Json> json, List<Long> ranks, int start) throws InterruptedException {
    int count = shortcut.putPatiently(json.subList(start, json.size()));
    if (count > 0) {
      return count;
    }
    List<Json> some = json.subList(start, endOfCall(json, ranks, start));
    if (some.size() == 1) {
      calls.endlessly(putCall(some.get(0), ranks.get(start)));
      return 1;
    }
    SharedCall call = call(PUT_ALL).value(Json.array(some)).number(ranks.get(start));
    return (int) calls.endlessly(call).number();
  }

  /** Where those end that one call takes: of one rank, and not more than there can be room for. */
  private int endOfCall(List<Json> json, List<Long> ranks, int start) {
    int most = (int) Math.min(json.size(), (long) start + capacity);
    int end = start + 1;
    long bytes = json.get(start).length();
    while (end < most
        && bytes + json.get(end).length() < MOST_BYTES
        && ranks.get(end).equals(ranks.get(start))) {
      bytes += json.get(end++).length() + 1;
    }
    return end;
  }

  @Override
  public List<T> takeAll(int most) throws InterruptedException {
    List<Json> items = shortcut.takePatiently(most);
    return items.isEmpty()
        ? values.readAll(calls.endlessly(call(TAKE_ALL).number(most)).value())
        : values.readAll(items);
  }

  @Override
  public List<T> pollAll(int most) {
    List<Json> items = shortcut.take(most);
    if (!items.isEmpty()) {
      return values.readAll(items);
    }
    if (most > 0 && shortcut.size() == 0) {
      return List.of();
    }
    SharedResult result = calls.now(call(TAKE_ALL).number(most));
    return result.done() ? values.readAll(result.value()) : List.of();
  }

  @Override
  public T take() throws InterruptedException {
    List<Json> items = shortcut.takePatiently(1);
    return values.read(items.isEmpty() ? calls.endlessly(call(TAKE)).value() : items.get(0));
  }

  @Override
  public @Nullable T poll() {
    List<Json> items = shortcut.take(1);
    if (!items.isEmpty()) {
      return values.read(items.get(0));
    }
    return shortcut.size() == 0 ? null : itemOf(calls.now(call(TAKE)));
  }

  @Override
  public @Nullable T poll(Duration limit) throws InterruptedException {
    List<Json> items = shortcut.takePatiently(1);
    return items.isEmpty() ? itemOf(calls.within(limit, call(TAKE))) : values.read(items.get(0));
  }

  private @Nullable T itemOf(SharedResult result) {
    return result.done() ? values.read(result.value()) : null;
  }

  @Override
  public int size() {
    int size = shortcut.size();
    return size == DirectQueue.UNKNOWN ? (int) number(SIZE) : size;
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public void clear() {
    calls.now(call(CLEAR));
  }

  @Override
  public void taskDone() {
    calls.now(call(TASK_DONE));
  }

  @Override
  public boolean join() throws InterruptedException {
    return calls.endlessly(call(JOIN)).formerHolderDied();
  }

  @Override
  public void close() {
    calls.now(call(CLOSE));
  }

  @Override
  void discarded() {
    shortcut.forget();
  }
}
