package dev.reeve.shared.client;

import dev.reeve.json.Json;
import dev.reeve.shared.SharedObjectException;
import dev.reeve.shared.memory.MappedQueue;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A queue's memory, used without calls of the supervisor. An operation that is not possible at
 * once, or not for this process alone, is not carried out; then the supervisor must be called,
 * because it knows which calls wait. Any thread.
 */
final class DirectQueue {
  /** The {@link #size} of a queue whose items only the supervisor knows. */
  static final int UNKNOWN = -1;

  private final MappedQueue memory;
  private final int seat;
  private final SpinWait spinWait = new SpinWait();

  DirectQueue(MappedQueue memory, int seat) {
    this.memory = memory;
    this.seat = seat;
  }

  /** Returns whether the supervisor has ended its use. */
  boolean hasEnded() {
    return memory.hasEnded();
  }

  /** Puts the first items for which there is room; returns their number. */
  int put(List<Json> items) {
    List<byte[]> bytes = bytesOf(items);
    return locked(0, () -> memory.admitsPutting() ? memory.append(fitting(bytes)) : 0);
  }

  /** Returns a view, not a copy, because there may be room for a few of many only. */
  private static List<byte[]> bytesOf(List<Json> items) {
    return new AbstractList<>() {
      @Override
      public byte[] get(int index) {
        return items.get(index).utf8();
      }

      @Override
      public int size() {
        return items.size();
      }
    };
  }

  private List<byte[]> fitting(List<byte[]> items) {
    long room = memory.capacity() - memory.size();
    return room < items.size() ? items.subList(0, (int) Math.max(0, room)) : items;
  }

  /** Puts as {@link #put} does, but spins for a while if the queue is full. */
  int putOrSpin(List<Json> items) {
    int count = put(items);
    return count == 0 && endsSoon(this::isFull) ? put(items) : count;
  }

  private boolean isFull() {
    return memory.admitsPutting() && memory.size() >= memory.capacity();
  }

  /** Takes the oldest items, at most this many; none if the supervisor has some of them. */
  List<Json> take(int most) {
    List<byte[]> taken = locked(List.of(), () -> hasAll(most) ? remove(most) : List.of());
    List<Json> items = new ArrayList<>(taken.size());
    for (byte[] item : taken) {
      items.add(Json.ofTrusted(item));
    }
    return items;
  }

  /** Returns the oldest item, which stays; null if there is none, or only the supervisor knows. */
  @Nullable Json peek() {
    List<byte[]> oldest = locked(List.of(), () -> hasAll(1) ? memory.first(1) : List.of());
    return oldest.isEmpty() ? null : Json.ofTrusted(oldest.get(0));
  }

  /** While putting is forbidden, further items may be with the supervisor. */
  private boolean hasAll(int most) {
    return memory.admitsTaking() && (memory.admitsPutting() || memory.size() >= most);
  }

  private List<byte[]> remove(int most) {
    List<byte[]> items = memory.first(most);
    memory.remove(seat, items.size());
    return items;
  }

  /** Takes as {@link #take} does, but spins for a while if the queue is empty. */
  List<Json> takeOrSpin(int most) {
    List<Json> items = take(most);
    return items.isEmpty() && endsSoon(this::isEmpty) ? take(most) : items;
  }

  private boolean isEmpty() {
    return memory.admitsTaking() && memory.admitsPutting() && memory.size() == 0;
  }

  /** Returns whether the obstacle exists, and ends while this spins. */
  private boolean endsSoon(BooleanSupplier obstacle) {
    return checked(() -> obstacle.getAsBoolean() && spinWait.await(() -> !obstacle.getAsBoolean()));
  }

  /** Returns the number of items; {@link #UNKNOWN} if the supervisor may have more. */
  int size() {
    return locked(UNKNOWN, this::countAll);
  }

  private int countAll() {
    return memory.admitsPutting() && memory.admitsTaking() ? memory.size() : UNKNOWN;
  }

  private <T> T locked(T otherwise, Supplier<T> work) {
    if (!memory.tryLockYielding(seat)) {
      return otherwise;
    }
    try {
      return checked(work);
    } finally {
      memory.unlock();
    }
  }

  /** Reports damaged memory by the exception that handlers know. */
  private static <T> T checked(Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalStateException e) {
      throw new SharedObjectException(String.valueOf(e.getMessage()), e);
    }
  }
}
