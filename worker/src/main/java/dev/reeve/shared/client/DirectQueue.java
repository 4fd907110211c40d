package dev.reeve.shared.client;

import dev.reeve.json.Json;
import dev.reeve.shared.SharedObjectException;
import dev.reeve.shared.memory.MappedQueue;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A queue's memory, used without asking the supervisor. What can't be done at once, or not by this
 * process alone, is not done: then the supervisor is to be asked, which knows who waits. Any
 * thread.
 */
final class DirectQueue {
  /** What {@link #size} gives where only the supervisor knows. */
  static final int UNKNOWN = -1;

  private final MappedQueue memory;
  private final int seat;
  private final SpinWait patience = new SpinWait();

  DirectQueue(MappedQueue memory, int seat) {
    this.memory = memory;
    this.seat = seat;
  }

  /** Whether it has come to an end. */
  boolean hasEnded() {
    return memory.hasEnded();
  }

  /** Puts in what there is room for; returns how many, the first ones. */
  int put(List<Json> items) {
    List<byte[]> bytes = bytesOf(items);
    return locked(0, () -> memory.admitsPutting() ? memory.append(fitting(bytes)) : 0);
  }

  /** Not copied, for there may be room for a few of many. */
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

  /** As {@link #put}, but if it is full looks for a while whether there is room. */
  int putPatiently(List<Json> items) {
    int count = put(items);
    return count == 0 && passes(this::isFull) ? put(items) : count;
  }

  private boolean isFull() {
    return memory.admitsPutting() && memory.size() >= memory.capacity();
  }

  /** Takes out what there is, so many at most; nothing if more of them are with the supervisor. */
  List<Json> take(int most) {
    List<byte[]> taken = locked(List.of(), () -> hasAll(most) ? remove(most) : List.of());
    List<Json> items = new ArrayList<>(taken.size());
    for (byte[] item : taken) {
      items.add(Json.ofTrusted(item));
    }
    return items;
  }

  /** While nothing may be put in, items may be waiting behind those in memory. */
  private boolean hasAll(int most) {
    return memory.admitsTaking() && (memory.admitsPutting() || memory.size() >= most);
  }

  private List<byte[]> remove(int most) {
    List<byte[]> items = memory.first(most);
    memory.remove(seat, items.size());
    return items;
  }

  /** As {@link #take}, but if there is nothing looks for a while whether there is something. */
  List<Json> takePatiently(int most) {
    List<Json> items = take(most);
    return items.isEmpty() && passes(this::isEmpty) ? take(most) : items;
  }

  private boolean isEmpty() {
    return memory.admitsTaking() && memory.admitsPutting() && memory.size() == 0;
  }

  /** Whether the obstacle is there, and soon is no more. */
  private boolean passes(BooleanSupplier obstacle) {
    return sound(() -> obstacle.getAsBoolean() && patience.await(() -> !obstacle.getAsBoolean()));
  }

  /** How many items there are; {@link #UNKNOWN} where more may be with the supervisor. */
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
      return sound(work);
    } finally {
      memory.unlock();
    }
  }

  /** What handlers are told if the memory is damaged. */
  private static <T> T sound(Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalStateException e) {
      throw new SharedObjectException(String.valueOf(e.getMessage()), e);
    }
  }
}
