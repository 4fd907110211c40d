package dev.reeve.shared.client;

import static java.util.Objects.requireNonNull;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import dev.reeve.protocol.SharedKind;
import dev.reeve.protocol.SharedOperation;
import dev.reeve.shared.Binary;
import dev.reeve.shared.SharedBarrier;
import dev.reeve.shared.SharedBytes;
import dev.reeve.shared.SharedCondition;
import dev.reeve.shared.SharedCounter;
import dev.reeve.shared.SharedDoubles;
import dev.reeve.shared.SharedEvent;
import dev.reeve.shared.SharedInts;
import dev.reeve.shared.SharedList;
import dev.reeve.shared.SharedLock;
import dev.reeve.shared.SharedLongs;
import dev.reeve.shared.SharedMap;
import dev.reeve.shared.SharedObjectException;
import dev.reeve.shared.SharedObjects;
import dev.reeve.shared.SharedPipe;
import dev.reeve.shared.SharedPriorityQueue;
import dev.reeve.shared.SharedQueue;
import dev.reeve.shared.SharedSemaphore;
import dev.reeve.shared.SharedSet;
import dev.reeve.shared.SharedSource;
import dev.reeve.shared.Taken;
import dev.reeve.shared.TypeRef;
import dev.reeve.shared.memory.MappedBytes;
import dev.reeve.shared.memory.MappedDoubles;
import dev.reeve.shared.memory.MappedInts;
import dev.reeve.shared.memory.MappedLongs;
import dev.reeve.worker.mapping.ValueBinding;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Opens shared objects by calls of a port, and returns proxies of them. Any thread. */
public final class SharedProxies implements SharedObjects {
  private final SharedCalls calls;
  private final HeldLocks held = new HeldLocks();
  private final Binaries binaries;
  private final ArrayOpener arrays;
  private final Selections selections;
  private final DirectAccessCache directAccess;

  /** Makes proxies that call by {@code port}. */
  public SharedProxies(SharedPort port) {
    this.calls = new SharedCalls(port);
    this.binaries = new Binaries(calls);
    this.arrays = new ArrayOpener(calls);
    this.selections = new Selections(calls);
    this.directAccess = new DirectAccessCache(calls);
  }

  /**
   * Releases the locks that the current thread still holds.
   *
   * @return their names, each as often as the thread had taken it
   */
  public List<String> releaseHeld() {
    List<LockProxy> stillHeld = held.ofThisThread();
    stillHeld.forEach(SharedProxies::release);
    return stillHeld.stream().map(LockProxy::name).toList();
  }

  private static void release(LockProxy lock) {
    try {
      lock.release();
    } catch (IllegalArgumentException | IllegalMonitorStateException | SharedObjectException e) {
      // it has been discarded meanwhile, or the supervisor has ended
    }
  }

  private SharedCall open(SharedKind kind, String name, long number) {
    SharedCall open = SharedCall.of(kind, name, SharedOperation.OPEN).number(number);
    calls.send(open);
    return open;
  }

  private SharedCall open(SharedKind kind, String name, long number, ValueBinding<?> values) {
    return open(kind, name, number, null, values);
  }

  /** Opens an object of values whose types must be those of the first call. */
  private SharedCall open(
      SharedKind kind,
      String name,
      long number,
      @Nullable ValueBinding<?> keys,
      ValueBinding<?> values) {
    SharedCall open = SharedCall.of(kind, name, SharedOperation.OPEN).number(number);
    String key = keys == null ? null : keys.typeName();
    String value = values.typeName();
    SharedCall withKey = key == null ? open : open.key(Json.string(key));
    calls.send(value == null ? withKey : withKey.value(Json.string(value)));
    return open;
  }

  @Override
  public <T> SharedQueue<T> queue(String name, int capacity, TypeRef<T> type) {
    return queue(SharedKind.QUEUE, name, capacity, type, SharedProxies::noRank);
  }

  @Override
  public <T> SharedQueue<T> stack(String name, int capacity, TypeRef<T> type) {
    return queue(SharedKind.STACK, name, capacity, type, SharedProxies::noRank);
  }

  @Override
  public <T> SharedPriorityQueue<T> priorityQueue(
      String name, int capacity, TypeRef<T> type, ToLongFunction<? super T> rank) {
    return queue(SharedKind.PRIORITY_QUEUE, name, capacity, type, rank);
  }

  private static long noRank(Object item) {
    return 0;
  }

  private <T> SharedPriorityQueue<T> queue(
      SharedKind kind, String name, int capacity, TypeRef<T> type, ToLongFunction<? super T> rank) {
    ValueBinding<T> values = new ValueBinding<>(type);
    SharedCall open = open(kind, name, capacity, values);
    return new QueueProxy<>(calls, open, values, rank, directAccess.queue(kind, name));
  }

  @Override
  public <K, V> SharedMap<K, V> map(String name, TypeRef<K> keys, TypeRef<V> values) {
    ValueBinding<K> ofKeys = new ValueBinding<>(keys);
    ValueBinding<V> ofValues = new ValueBinding<>(values);
    return new MapProxy<>(calls, open(SharedKind.MAP, name, 0, ofKeys, ofValues), ofKeys, ofValues);
  }

  @Override
  public <T> SharedList<T> list(String name, TypeRef<T> type) {
    ValueBinding<T> values = new ValueBinding<>(type);
    return new ListProxy<>(calls, open(SharedKind.LIST, name, 0, values), values);
  }

  @Override
  public <T> SharedSet<T> set(String name, TypeRef<T> type) {
    ValueBinding<T> values = new ValueBinding<>(type);
    return new SetProxy<>(calls, open(SharedKind.SET, name, 0, values), values);
  }

  @Override
  public SharedCounter counter(String name, long initial) {
    return new CounterProxy(
        calls, open(SharedKind.COUNTER, name, initial), directAccess.counter(name));
  }

  @Override
  public SharedLock lock(String name) {
    return new LockProxy(calls, open(SharedKind.LOCK, name, 0), held);
  }

  @Override
  public SharedSemaphore semaphore(String name, long permits) {
    return new SemaphoreProxy(calls, open(SharedKind.SEMAPHORE, name, permits));
  }

  @Override
  public SharedSemaphore boundedSemaphore(String name, long permits) {
    return new SemaphoreProxy(calls, open(SharedKind.BOUNDED_SEMAPHORE, name, permits));
  }

  @Override
  public SharedCondition condition(String name, SharedLock lock) {
    SharedCall open =
        SharedCall.of(SharedKind.CONDITION, name, SharedOperation.OPEN).lock(lock.name());
    calls.send(open);
    return new ConditionProxy(calls, open, lock.name(), held);
  }

  @Override
  public SharedEvent event(String name) {
    return new EventProxy(calls, open(SharedKind.EVENT, name, 0));
  }

  @Override
  public SharedBarrier barrier(String name, int parties) {
    return new BarrierProxy(calls, open(SharedKind.BARRIER, name, parties));
  }

  @Override
  public <T> SharedPipe<T> pipe(String name, int capacity, TypeRef<T> type) {
    ValueBinding<T> values = new ValueBinding<>(type);
    return new PipeProxy<>(calls, open(SharedKind.PIPE, name, capacity, values), values);
  }

  @Override
  public <T> Taken<T> takeAny(Collection<? extends SharedSource<? extends T>> sources)
      throws InterruptedException {
    return requireNonNull(selections.take(sources, calls::await));
  }

  @Override
  public <T> @Nullable Taken<T> pollAny(
      Collection<? extends SharedSource<? extends T>> sources, Duration limit)
      throws InterruptedException {
    return selections.take(sources, call -> calls.await(call, limit));
  }

  @Override
  public Binary binary(byte[] content) {
    return binaries.put(content);
  }

  @Override
  public byte[] take(Binary binary) {
    return binaries.take(binary);
  }

  @Override
  public SharedBytes bytes(Binary binary) {
    binaries.require(binary);
    return bytes(binary.name(), Math.max(1, binary.length()));
  }

  @Override
  public SharedBytes bytes(String name, long length) {
    return arrays.open(SharedKind.BYTES, name, length, MappedBytes::new);
  }

  @Override
  public SharedInts ints(String name, long length) {
    return arrays.open(SharedKind.INTS, name, length, MappedInts::new);
  }

  @Override
  public SharedLongs longs(String name, long length) {
    return arrays.open(SharedKind.LONGS, name, length, MappedLongs::new);
  }

  @Override
  public SharedDoubles doubles(String name, long length) {
    return arrays.open(SharedKind.DOUBLES, name, length, MappedDoubles::new);
  }
}
