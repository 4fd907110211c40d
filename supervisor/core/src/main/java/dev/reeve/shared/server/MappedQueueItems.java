package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedRefusal;
import dev.reeve.protocol.SharedResult;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Items of a queue that processes also put and take directly, in shared memory, while no call waits
 * and all items fit there. Items that do not fit overflow into the heap, behind those in memory.
 * The supervisor uses the memory under its lock; calls wait in a separate queue while another
 * process holds that lock.
 */
final class MappedQueueItems implements QueueItems {
  private final QueueMemory memory;
  private final MemoryBudget budget;
  private final UnfinishedItems unfinished;
  private final WaitQueue waitingForLock;
  private final ArrayDeque<Json> overflow = new ArrayDeque<>();

  /** Items before those in memory, because a process could not read them. */
  private final ArrayDeque<Json> putBack = new ArrayDeque<>();

  private final Map<ClientProcess, Seat> seats = new HashMap<>();
  private final TreeSet<Integer> freeSeats = new TreeSet<>();

  /** Items ever added to the memory that have already been counted as unfinished. */
  private long putSeen;

  private boolean ended;

  /** The seat of a process, and how many items taken by the process have been counted. */
  private static final class Seat {
    private final int number;
    private long takenSeen;

    Seat(int number) {
      this.number = number;
    }

    /** Returns how many items have been taken since the last call, out of {@code taken} ever. */
    long newlyTaken(long taken) {
      long newly = taken - takenSeen;
      takenSeen = taken;
      return newly;
    }
  }

  /**
   * Moves a queue's items into memory.
   *
   * @param items the present items, already counted as unfinished and charged to the budget
   */
  MappedQueueItems(
      SharedState queue,
      QueueMemory memory,
      QueueItems items,
      MemoryBudget budget,
      UnfinishedItems unfinished) {
    this.memory = memory;
    this.budget = budget;
    this.unfinished = unfinished;
    this.waitingForLock = new WaitQueue(queue);
    for (int number = 1; number <= memory.seats(); number++) {
      freeSeats.add(number);
    }
    try {
      for (Json item = items.peek(); item != null; item = items.peek()) {
        budget.charge(item);
        items.remove();
        add(item, 0);
      }
    } catch (RefusedException e) {
      throw new IllegalArgumentException("items in the heap can always be read", e);
    }
  }

  /**
   * Returns the seat and path that a process needs to use the memory; not done without a free seat.
   */
  SharedResult assignSeat(ClientProcess client) {
    Seat seat = seats.get(client);
    if (seat == null && freeSeats.isEmpty()) {
      return SharedResult.NOT_DONE;
    }
    if (seat == null) {
      seat = new Seat(freeSeats.pollFirst());
      seats.put(client, seat);
    }
    return new SharedResult(true, seat.number, Json.string(memory.path()), false);
  }

  /**
   * Takes the memory's lock for a call, which must {@link #leave} afterwards. Returns false and
   * makes the call wait if the lock is not free.
   */
  boolean tryEnter(WaitingCall call, WaitingCalls waiting) throws RefusedException {
    if (waitingForLock.isEmpty() && memory.tryLock()) {
      countDirectUse();
      return true;
    }
    waiting.stall(call, waitingForLock);
    return false;
  }

  /** Releases the lock after a call, and sets which operations processes may use directly. */
  void leave(boolean putting, boolean taking) {
    try {
      moveIntoMemory();
      admit(putting, taking);
    } catch (IllegalStateException e) {
      memory.admit(false, false); // the memory is damaged: processes must call and get the error
    } finally {
      memory.unlock();
    }
  }

  /** Moves items from the heap into memory as far as they fit. */
  private void moveIntoMemory() {
    Json next = overflow.peekFirst();
    while (next != null && memory.append(next)) {
      putSeen++;
      budget.giveBack(overflow.removeFirst());
      next = overflow.peekFirst();
    }
  }

  /**
   * Sets which operations processes may use directly. Outside {@link #tryEnter} and {@link #leave}
   * it must only permit operations, not forbid them.
   */
  void admit(boolean putting, boolean taking) {
    if (!ended) {
      boolean holdsAll = overflow.isEmpty() && putBack.isEmpty();
      memory.admit(putting && holdsAll, taking && putBack.isEmpty());
    }
  }

  /** Counts the items that processes have put and taken since the last count. */
  private void countDirectUse() {
    long put = memory.put();
    unfinished.added(Math.max(0, put - putSeen)); // it is less only in damaged memory
    putSeen = put;
    seats.forEach((client, seat) -> count(client, seat, memory.takenFrom(seat.number)));
  }

  private void count(ClientProcess client, Seat seat, long taken) {
    unfinished.taken(client, seat.newlyTaken(taken));
  }

  /** Frees the seat of a dead process. Must precede {@link UnfinishedItems#died}. */
  void died(ClientProcess client) {
    countDirectUse();
    Seat seat = seats.remove(client);
    if (seat != null) {
      count(client, seat, memory.abandon(seat.number));
      freeSeats.add(seat.number);
    }
  }

  /** Ends the use of the memory and drops the items in the heap. */
  void end() {
    ended = true;
    memory.end();
    dropOverflow();
  }

  private void dropOverflow() {
    overflow.forEach(budget::giveBack);
    overflow.clear();
    putBack.forEach(budget::giveBack);
    putBack.clear();
  }

  /** Adds an item. Items in memory are not charged, as the memory has a fixed size. */
  @Override
  public void add(Json value, long rank) {
    if (overflow.isEmpty() && memory.append(value)) {
      putSeen++;
      budget.giveBack(value);
    } else {
      overflow.addLast(value);
    }
  }

  @Override
  public void addFirst(Json value) {
    putBack.addFirst(value);
  }

  @Override
  public @Nullable Json peek() throws RefusedException {
    if (!putBack.isEmpty()) {
      return putBack.peekFirst();
    }
    try {
      Json first = memory.first();
      return first == null ? overflow.peekFirst() : first;
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          SharedRefusal.MISUSED, "an item in shared memory was dropped: " + e.getMessage());
    }
  }

  @Override
  public void remove() {
    if (!putBack.isEmpty()) {
      budget.giveBack(putBack.removeFirst());
    } else if (memory.size() > 0) {
      memory.removeFirst();
    } else {
      budget.giveBack(overflow.removeFirst());
    }
  }

  @Override
  public int clear() {
    int count = size();
    for (int left = memory.size(); left > 0; left--) {
      memory.removeFirst();
    }
    dropOverflow();
    return count;
  }

  @Override
  public int size() {
    return putBack.size() + memory.size() + overflow.size();
  }
}
