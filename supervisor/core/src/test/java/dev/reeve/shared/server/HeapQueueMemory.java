package dev.reeve.shared.server;

import dev.reeve.json.Json;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A queue's memory without memory: with few slots, and a lock that a test holds as it likes. */
final class HeapQueueMemory implements QueueMemory {
  static final int SLOTS = 5;

  private static final Json JUNK = Json.string("no JSON");

  private final ArrayDeque<Json> items = new ArrayDeque<>();
  private final long capacity;
  private final int seats;
  private final long[] taken;
  private int lockedBy = -1;
  private long put;
  private boolean ended;
  private boolean admitsPutting;
  private boolean admitsTaking;

  HeapQueueMemory(long capacity, int seats) {
    this.capacity = capacity;
    this.seats = seats;
    this.taken = new long[seats + 1];
  }

  /** A process begins something, and does not get on with it. */
  void halt(int seat) {
    if (lockedBy < 0) {
      lockedBy = seat;
    }
  }

  /** It gets on with it. */
  void goOn(int seat) {
    if (lockedBy == seat) {
      lockedBy = -1;
    }
  }

  boolean isFree() {
    return lockedBy < 0;
  }

  boolean isEnded() {
    return ended;
  }

  boolean admitsPutting() {
    return admitsPutting;
  }

  boolean admitsTaking() {
    return admitsTaking;
  }

  /** What a process does without asking. */
  boolean putDirectly(long value) {
    boolean can = lockedBy < 0 && admitsPutting && items.size() < Math.min(SLOTS, capacity);
    if (can) {
      items.add(Json.number(value));
      put++;
    }
    return can;
  }

  /** A process writes something that nobody can read. */
  void putJunk() {
    items.add(JUNK);
    put++;
  }

  /** As above; null if it can't. */
  @Nullable Long takeDirectly(int seat) {
    if (lockedBy >= 0 || !admitsTaking || items.isEmpty()) {
      return null;
    }
    taken[seat]++;
    return items.remove().toLong().orElseThrow();
  }

  @Override
  public String path() {
    return "/heap";
  }

  @Override
  public int seats() {
    return seats;
  }

  @Override
  public boolean tryLock() {
    boolean free = lockedBy < 0;
    if (free) {
      lockedBy = 0;
    }
    return free;
  }

  @Override
  public void unlock() {
    requireLock();
    lockedBy = -1;
  }

  private void requireLock() {
    if (lockedBy != 0) {
      throw new AssertionError("the room has no lock");
    }
  }

  /** To shut a gate needs the lock. */
  @Override
  public void admit(boolean putting, boolean taking) {
    if ((admitsPutting && !putting) || (admitsTaking && !taking)) {
      requireLock();
    }
    admitsPutting = putting;
    admitsTaking = taking;
  }

  /** Before anybody can know of it the rig needs no lock. */
  private void requireLockIfKnown() {
    if (admitsPutting || admitsTaking) {
      requireLock();
    }
  }

  @Override
  public boolean append(Json item) {
    requireLockIfKnown();
    boolean hasRoom = items.size() < SLOTS;
    if (hasRoom) {
      items.add(item);
      put++;
    }
    return hasRoom;
  }

  @Override
  public @Nullable Json first() {
    requireLock();
    if (JUNK.equals(items.peek())) {
      throw new IllegalArgumentException("not valid JSON");
    }
    return items.peek();
  }

  @Override
  public void removeFirst() {
    requireLock();
    items.remove();
    taken[0]++;
  }

  @Override
  public int size() {
    requireLock();
    return items.size();
  }

  @Override
  public long put() {
    return put;
  }

  @Override
  public long takenFrom(int seat) {
    return taken[seat];
  }

  @Override
  public long abandon(int seat) {
    goOn(seat);
    long all = taken[seat];
    taken[seat] = 0;
    return all;
  }

  @Override
  public void end() {
    ended = true;
    admitsPutting = false;
    admitsTaking = false;
  }
}
