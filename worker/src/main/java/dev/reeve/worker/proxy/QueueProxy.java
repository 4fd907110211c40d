package dev.reeve.worker.proxy;

import static dev.reeve.protocol.SharedOperation.CLEAR;
import static dev.reeve.protocol.SharedOperation.CLOSE;
import static dev.reeve.protocol.SharedOperation.JOIN;
import static dev.reeve.protocol.SharedOperation.PUT;
import static dev.reeve.protocol.SharedOperation.SIZE;
import static dev.reeve.protocol.SharedOperation.TAKE;
import static dev.reeve.protocol.SharedOperation.TASK_DONE;

import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedResult;
import dev.reeve.worker.shared.SharedPriorityQueue;
import java.time.Duration;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A queue of any order; only that of a priority queue heeds the ranks. */
final class QueueProxy<T> extends Proxy implements SharedPriorityQueue<T> {
  private final SharedValues<T> values;
  private final ToLongFunction<? super T> rank;
  private final int capacity;

  QueueProxy(
      SharedCalls calls, SharedCall open, SharedValues<T> values, ToLongFunction<? super T> rank) {
    super(calls, open);
    this.values = values;
    this.rank = rank;
    this.capacity = (int) open.number();
  }

  private SharedCall putCall(T item, long rank) {
    return call(PUT).value(values.write(item)).number(rank);
  }

  @Override
  public void put(T item) throws InterruptedException {
    put(item, rank.applyAsLong(item));
  }

  @Override
  public void put(T item, long rank) throws InterruptedException {
    calls.endlessly(putCall(item, rank));
  }

  @Override
  public boolean offer(T item) {
    return offer(item, rank.applyAsLong(item));
  }

  @Override
  public boolean offer(T item, long rank) {
    return calls.now(putCall(item, rank)).done();
  }

  @Override
  public boolean offer(T item, Duration limit) throws InterruptedException {
    return offer(item, rank.applyAsLong(item), limit);
  }

  @Override
  public boolean offer(T item, long rank, Duration limit) throws InterruptedException {
    return calls.within(limit, putCall(item, rank)).done();
  }

  @Override
  public T take() throws InterruptedException {
    return values.read(calls.endlessly(call(TAKE)).value());
  }

  @Override
  public @Nullable T poll() {
    return itemOf(calls.now(call(TAKE)));
  }

  @Override
  public @Nullable T poll(Duration limit) throws InterruptedException {
    return itemOf(calls.within(limit, call(TAKE)));
  }

  private @Nullable T itemOf(SharedResult result) {
    return result.done() ? values.read(result.value()) : null;
  }

  @Override
  public int size() {
    return (int) number(SIZE);
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
}
