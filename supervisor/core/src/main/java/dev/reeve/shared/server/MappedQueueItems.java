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
 * Lets processes use a queue's items without asking, as long as nobody waits and all items are in
 * memory. Items that find no room there follow here, behind those. The room itself takes part under
 * the memory's lock; while that can't be had, calls wait for it in a line of their own.
 */
final class MappedQueueItems implements QueueItems {
  private final QueueMemory memory;
  private final MemoryBudget budget;
  private final UnfinishedItems unfinished;
  private final WaitQueue arriving;
  private final ArrayDeque<Json> behind = new ArrayDeque<>();
  private final Map<ClientProcess, Seat> seats = new HashMap<>();
  private final TreeSet<Integer> free = new TreeSet<>();

  /** Items put into memory that are counted as unfinished already. */
  private long putSeen;

  private boolean ended;

  /** A process' place, and how much of what was taken from there is known. */
  private static final class Seat {
    final int number;
    long takenSeen;

    Seat(int number) {
      this.number = number;
    }
  }

  /**
   * @param items those there are, which are counted as unfinished and charged to the budget
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
    this.arriving = new WaitQueue(queue);
    for (int number = 1; number <= memory.seats(); number++) {
      free.add(number);
    }
    try {
      for (Json item = items.peek(); item != null; item = items.peek()) {
        budget.charge(item);
        items.remove();
        add(item, 0);
      }
    } catch (RefusedException e) {
      throw new IllegalArgumentException("these are read from no memory", e);
    }
  }

  /** What a process needs to use the memory; not done if there is no seat left. */
  SharedResult seat(ClientProcess member) {
    Seat seat = seats.get(member);
    if (seat == null && free.isEmpty()) {
      return SharedResult.NOT_DONE;
    }
    if (seat == null) {
      seat = new Seat(free.pollFirst());
      seats.put(member, seat);
    }
    return new SharedResult(true, seat.number, Json.string(memory.path()), false);
  }

  /** Whether the call may go in now, which it then must {@link #leave}; if not, it waits. */
  boolean enter(WaitingCall call, WaitingCalls waiting) throws RefusedException {
    if (arriving.isEmpty() && memory.tryLock()) {
      count();
      return true;
    }
    waiting.stall(call, arriving);
    return false;
  }

  /** The call is over, or waits for something else. */
  void leave(boolean putting, boolean taking) {
    try {
      advance();
      admit(putting, taking);
    } catch (IllegalStateException e) {
      memory.admit(false, false); // it is damaged: whoever comes is told
    } finally {
      memory.unlock();
    }
  }

  /** Where there is room in memory, the next items come in. */
  private void advance() {
    Json next = behind.peekFirst();
    while (next != null && memory.append(next)) {
      putSeen++;
      budget.giveBack(behind.removeFirst());
      next = behind.peekFirst();
    }
  }

  /** What has ended waiting may also have opened the doors, and can't have shut them. */
  void admit(boolean putting, boolean taking) {
    if (!ended) {
      memory.admit(putting && behind.isEmpty(), taking);
    }
  }

  /** Takes note of what the processes have put and taken. */
  private void count() {
    long put = memory.put();
    unfinished.added(Math.max(0, put - putSeen)); // less is damage
    putSeen = put;
    seats.forEach((member, seat) -> count(member, seat, memory.takenFrom(seat.number)));
  }

  private void count(ClientProcess member, Seat seat, long taken) {
    unfinished.taken(member, taken - seat.takenSeen);
    seat.takenSeen = taken;
  }

  /** A process is dead; to be told before {@link UnfinishedItems} is. */
  void died(ClientProcess member) {
    count();
    Seat seat = seats.remove(member);
    if (seat != null) {
      count(member, seat, memory.abandon(seat.number));
      free.add(seat.number);
    }
  }

  /** The memory must not be used any more; what is behind it is given back. */
  void end() {
    ended = true;
    memory.end();
    giveBackBehind();
  }

  private void giveBackBehind() {
    behind.forEach(budget::giveBack);
    behind.clear();
  }

  /** In memory it is not charged any more: that is there anyhow. */
  @Override
  public void add(Json value, long rank) {
    if (behind.isEmpty() && memory.append(value)) {
      putSeen++;
      budget.giveBack(value);
    } else {
      behind.addLast(value);
    }
  }

  @Override
  public @Nullable Json peek() throws RefusedException {
    try {
      Json first = memory.first();
      return first == null ? behind.peekFirst() : first;
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          SharedRefusal.MISUSED, "an item was dropped, for in memory it is " + e.getMessage());
    }
  }

  @Override
  public void remove() {
    if (memory.size() > 0) {
      memory.removeFirst();
    } else {
      budget.giveBack(behind.removeFirst());
    }
  }

  @Override
  public int clear() {
    int count = size();
    for (int left = memory.size(); left > 0; left--) {
      memory.removeFirst();
    }
    giveBackBehind();
    return count;
  }

  @Override
  public int size() {
    return memory.size() + behind.size();
  }
}
