package dev.reeve.shared.client;

import static dev.reeve.protocol.SharedOperation.CLEAR;
import static dev.reeve.protocol.SharedOperation.CLOSE;
import static dev.reeve.protocol.SharedOperation.JOIN;
import static dev.reeve.protocol.SharedOperation.PEEK;
import static dev.reeve.protocol.SharedOperation.PUT;
import static dev.reeve.protocol.SharedOperation.PUT_ALL;
import static dev.reeve.protocol.SharedOperation.PUT_BACK;
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

/**
 * A queue of any order, as a program or a handler uses it. Only a priority queue heeds ranks. Any
 * thread.
 */
final class QueueProxy<T> extends SharedProxy implements SharedPriorityQueue<T>, Takeable<T> {
  private final ValueBinding<T> values;
  private final ItemReader<T> items;
  private final ToLongFunction<? super T> rank;
  private final int capacity;
  private final DirectQueueAccess direct;

  QueueProxy(
      SharedCalls calls,
      SharedCall open,
      ValueBinding<T> values,
      ToLongFunction<? super T> rank,
      DirectQueueAccess direct) {
    super(calls, open);
    this.values = values;
    this.items = new ItemReader<>(calls, values, () -> call(PUT_BACK));
    this.direct = direct;
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
    if (direct.putOrSpin(List.of(json)) == 0) {
      calls.await(putCall(json, rank));
    }
  }

  @Override
  public boolean offer(T item) {
    return offer(item, rank.applyAsLong(item));
  }

  @Override
  public boolean offer(T item, long rank) {
    Json json = values.write(item);
    if (direct.put(List.of(json)) > 0) {
      return true;
    }
    return direct.size() < capacity && calls.send(putCall(json, rank)).done();
  }

  @Override
  public boolean offer(T item, Duration limit) throws InterruptedException {
    return offer(item, rank.applyAsLong(item), limit);
  }

  @Override
  public boolean offer(T item, long rank, Duration limit) throws InterruptedException {
    Json json = values.write(item);
    return direct.putOrSpin(List.of(json)) > 0 || calls.await(putCall(json, rank), limit).done();
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

  /** Waits until there is room for at least one item; returns the number of items it has put. */
  private int putSome(List<Json> json, List<Long> ranks, int start) throws InterruptedException {
    int count = direct.putOrSpin(json.subList(start, json.size()));
    if (count > 0) {
      return count;
    }
    List<Json> some =
        json.subList(start, start + CallPieces.countOfOneRank(json, ranks, start, capacity));
    if (some.size() == 1) {
      calls.await(putCall(some.get(0), ranks.get(start)));
      return 1;
    }
    SharedCall call = call(PUT_ALL).value(Json.array(some)).number(ranks.get(start));
    return (int) calls.await(call).number();
  }

  @Override
  public List<T> takeAll(int most) throws InterruptedException {
    List<Json> taken = direct.takeOrSpin(most);
    return taken.isEmpty()
        ? items.readAll(calls.await(call(TAKE_ALL).number(most)).value())
        : items.readAll(taken);
  }

  @Override
  public List<T> pollAll(int most) {
    List<Json> taken = direct.take(most);
    if (!taken.isEmpty()) {
      return items.readAll(taken);
    }
    if (most > 0 && direct.size() == 0) {
      return List.of();
    }
    SharedResult result = calls.send(call(TAKE_ALL).number(most));
    return result.done() ? items.readAll(result.value()) : List.of();
  }

  @Override
  public List<T> pollAll(int most, Duration limit) throws InterruptedException {
    List<Json> taken = direct.takeOrSpin(most);
    if (!taken.isEmpty()) {
      return items.readAll(taken);
    }
    SharedResult result = calls.await(call(TAKE_ALL).number(most), limit);
    return result.done() ? items.readAll(result.value()) : List.of();
  }

  @Override
  public @Nullable T peek() {
    Json next = direct.peek();
    if (next == null && direct.size() != 0) {
      next = calls.send(call(PEEK)).value();
    }
    return values.readOrNull(next);
  }

  @Override
  public T take() throws InterruptedException {
    List<Json> taken = direct.takeOrSpin(1);
    return items.read(taken.isEmpty() ? calls.await(call(TAKE)).value() : taken.get(0));
  }

  @Override
  public @Nullable T poll() {
    List<Json> taken = direct.take(1);
    if (!taken.isEmpty()) {
      return items.read(taken.get(0));
    }
    return direct.size() == 0 ? null : itemIfDone(calls.send(call(TAKE)));
  }

  @Override
  public @Nullable T poll(Duration limit) throws InterruptedException {
    List<Json> taken = direct.takeOrSpin(1);
    return taken.isEmpty() ? itemIfDone(calls.await(call(TAKE), limit)) : items.read(taken.get(0));
  }

  private @Nullable T itemIfDone(SharedResult result) {
    return result.done() ? items.read(result.value()) : null;
  }

  @Override
  public boolean usesCalls(SharedCalls others) {
    return calls == others;
  }

  @Override
  public SharedCall takeCall() {
    return call(TAKE);
  }

  @Override
  public @Nullable Json takeDirectly() {
    List<Json> taken = direct.take(1);
    return taken.isEmpty() ? null : taken.get(0);
  }

  @Override
  public T readTaken(@Nullable Json item) {
    return items.read(item);
  }

  @Override
  public int size() {
    int size = direct.size();
    return size == DirectQueue.UNKNOWN ? (int) number(SIZE) : size;
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public void clear() {
    calls.send(call(CLEAR));
  }

  @Override
  public void taskDone() {
    calls.send(call(TASK_DONE));
  }

  @Override
  public boolean join() throws InterruptedException {
    return calls.await(call(JOIN)).formerHolderDied();
  }

  @Override
  public void close() {
    calls.send(call(CLOSE));
  }

  @Override
  void forgetMemory() {
    direct.forget();
  }
}
