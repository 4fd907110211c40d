package dev.reeve.worker.memory;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The items of a queue in a mapped file, first in, first out: a ring of bytes, and a ring of slots
 * that say where in it each item ends. Several processes use it, each from a seat of its own, one
 * at a time: whoever has the lock. Numbers are 64 bits in the machine's byte order.
 *
 * <p>A process may be killed at any instruction. Putting in and taking out are therefore each
 * carried out by one write, of the count of items that were ever put in or taken out; what is
 * written before has no meaning without it. All that a kill can leave behind is a lock whose holder
 * is dead, and a count of a seat that lacks some, and {@link #abandon} mends both.
 */
public final class MappedQueue {
  /** Processes that can use it, the supervisor among them. */
  public static final int SEATS = 64;

  /** The supervisor's. */
  public static final int FIRST_SEAT = 0;

  /** Changes with the layout of the file. */
  private static final long FORMAT = 0x5265_6576_6551_0001L;

  private static final int LINE = 64; // what one processor writes is not in another's way

  static final int FORMAT_AT = 0;
  static final int CAPACITY_AT = 8;
  static final int SLOTS_AT = 16;
  static final int BYTES_AT = 24;
  static final int LOCK_AT = LINE;
  static final int GATES_AT = 2 * LINE;
  static final int TAKEN_AT = 3 * LINE;
  static final int PUT_AT = 4 * LINE;
  private static final int FIRST_SEAT_AT = 5 * LINE;
  static final int FIRST_SLOT_AT = FIRST_SEAT_AT + SEATS * LINE;

  private static final long FREE = 0;

  private static final long PUTTING = 1;
  private static final long TAKING = 2;
  private static final long GONE = 4;

  private static final int FEWEST_SLOTS = 64;
  private static final int MOST_SLOTS = 8_192;
  private static final int FEWEST_BYTES = 64 << 10;
  private static final int MOST_BYTES = 256 << 10;
  private static final int BYTES_PER_SLOT = 64;

  /** Looks at a taken lock: it is held for less than a microsecond, unless its holder is halted. */
  private static final int SPINS = 100;

  private static final int YIELDS = 20;

  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final Path path;
  private final ByteBuffer memory;
  private final long capacity;
  private final int slots;
  private final int bytes;
  private final int firstByteAt;

  private MappedQueue(Path path, ByteBuffer memory) throws IOException {
    this.path = path;
    this.memory = memory;
    this.capacity = plain(CAPACITY_AT);
    this.slots = sizeOfRing(SLOTS_AT, FEWEST_SLOTS, MOST_SLOTS);
    this.bytes = sizeOfRing(BYTES_AT, FEWEST_BYTES, MOST_BYTES);
    this.firstByteAt = FIRST_SLOT_AT + Long.BYTES * slots;
    if (plain(FORMAT_AT) != FORMAT || capacity < 1 || firstByteAt + bytes != memory.capacity()) {
      throw foreign();
    }
  }

  /** A power of two, so that a position wraps around by a mask. */
  private int sizeOfRing(int at, int fewest, int most) throws IOException {
    long size = plain(at);
    if (size < fewest || size > most || Long.bitCount(size) != 1) {
      throw foreign();
    }
    return (int) size;
  }

  private IOException foreign() {
    return new IOException(path + " is no queue, or one of another version");
  }

  /**
   * Makes one that is empty, and closed to all but its maker until {@link #admit}.
   *
   * @param capacity most items, from 1 on
   */
  public static MappedQueue make(Path path, long capacity) throws IOException {
    int slots = FEWEST_SLOTS;
    while (slots <= capacity && slots < MOST_SLOTS) {
      slots <<= 1;
    }
    int bytes = Math.min(MOST_BYTES, Math.max(FEWEST_BYTES, slots * BYTES_PER_SLOT));
    int length = FIRST_SLOT_AT + Long.BYTES * slots + bytes;
    ByteBuffer memory = MappedFile.open(path, length).chunk(0);
    LONG.set(memory, CAPACITY_AT, capacity);
    LONG.set(memory, SLOTS_AT, (long) slots);
    LONG.set(memory, BYTES_AT, (long) bytes);
    LONG.setRelease(memory, FORMAT_AT, FORMAT);
    return new MappedQueue(path, memory);
  }

  /** Maps one that another process has made. */
  public static MappedQueue open(Path path) throws IOException {
    long length = Files.size(path);
    if (length < FIRST_SLOT_AT || length > Integer.MAX_VALUE >> 1) {
      throw new IOException(path + " has " + length + " bytes: that is no queue");
    }
    return new MappedQueue(path, MappedFile.map(path, length).chunk(0));
  }

  /** Where its file is. */
  public Path path() {
    return path;
  }

  /** Most items. */
  public long capacity() {
    return capacity;
  }

  private long plain(int at) {
    return (long) LONG.get(memory, at);
  }

  private long current(int at) {
    return (long) LONG.getAcquire(memory, at);
  }

  /**
   * Takes the lock; gives up within some microseconds, as its holder may have been halted. Threads
   * of one process exclude each other, too.
   */
  public boolean tryLock(int seat) {
    long mine = seat + 1L;
    for (int i = 0; i < SPINS; i++) {
      if (take(mine)) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  /** As {@link #tryLock}, but lets other threads have the processor some times before. */
  @SuppressWarnings("ThreadPriorityCheck") // no event tells one process of another's memory
  public boolean tryLockPatiently(int seat) {
    if (tryLock(seat)) {
      return true;
    }
    long mine = seat + 1L;
    for (int i = 0; i < YIELDS; i++) {
      Thread.yield();
      if (take(mine)) {
        return true;
      }
    }
    return false;
  }

  private boolean take(long mine) {
    return (long) LONG.getOpaque(memory, LOCK_AT) == FREE
        && LONG.compareAndSet(memory, LOCK_AT, FREE, mine);
  }

  /** Gives the lock back. */
  public void unlock() {
    LONG.setRelease(memory, LOCK_AT, FREE);
  }

  /**
   * For the supervisor: who may put and take without asking it. To forbid either takes the lock, to
   * allow it does not.
   */
  public void admit(boolean putting, boolean taking) {
    LONG.setRelease(memory, GATES_AT, (putting ? PUTTING : 0) | (taking ? TAKING : 0));
  }

  /** For the supervisor: nobody uses it any more. */
  public void end() {
    LONG.setRelease(memory, GATES_AT, GONE);
  }

  /** Whether it has come to an end. */
  public boolean isGone() {
    return (current(GATES_AT) & GONE) != 0;
  }

  /** Whether one may put without asking; to be sure, under the lock. */
  public boolean admitsPutting() {
    return (current(GATES_AT) & PUTTING) != 0;
  }

  /** Whether one may take without asking; to be sure, under the lock. */
  public boolean admitsTaking() {
    return (current(GATES_AT) & TAKING) != 0;
  }

  /** Items that are in it; to be sure, under the lock. */
  public int size() {
    long taken = current(TAKEN_AT); // first: it never overtakes the other
    long size = current(PUT_AT) - taken;
    if (size < 0) {
      throw damaged();
    }
    return (int) Math.min(size, slots);
  }

  private IllegalStateException damaged() {
    return new IllegalStateException(path + ": this queue's memory is damaged");
  }

  /** Items that were ever put in. */
  public long put() {
    return current(PUT_AT);
  }

  /** Items that were ever taken out from this seat. */
  public long takenFrom(int seat) {
    return current(seatAt(seat));
  }

  static int seatAt(int seat) {
    return FIRST_SEAT_AT + seat * LINE;
  }

  private int slotAt(long item) {
    return FIRST_SLOT_AT + (int) (item & (slots - 1)) * Long.BYTES;
  }

  private long endOf(long item) {
    return plain(slotAt(item));
  }

  /** Items that are in it, for sure; under the lock. */
  private int count() {
    long count = plain(PUT_AT) - plain(TAKEN_AT);
    if (count < 0 || count >= slots) {
      throw damaged();
    }
    return (int) count;
  }

  /**
   * Puts items in, all of them at the same time; under the lock.
   *
   * @return how many, the first ones, the memory had room for, whatever the capacity
   */
  public int append(List<byte[]> items) {
    int room = slots - 1 - count();
    long put = plain(PUT_AT);
    long end = endOf(put - 1);
    long left = bytes - (end - endOf(plain(TAKEN_AT) - 1));
    if (left < 0 || left > bytes) {
      throw damaged();
    }
    int most = Math.min(items.size(), room);
    int count = 0;
    while (count < most && items.get(count).length <= left) {
      byte[] item = items.get(count);
      write(end, item);
      end += item.length;
      left -= item.length;
      LONG.set(memory, slotAt(put + count), end);
      count++;
    }
    LONG.setRelease(memory, PUT_AT, put + count); // now they are in
    return count;
  }

  private void write(long position, byte[] item) {
    int at = (int) (position & (bytes - 1));
    int part = Math.min(item.length, bytes - at);
    memory.put(firstByteAt + at, item, 0, part);
    memory.put(firstByteAt, item, part, item.length - part);
  }

  /** The items that have been there longest, so many at most, which stay; under the lock. */
  public List<byte[]> first(int most) {
    int count = Math.min(most, count());
    long taken = plain(TAKEN_AT);
    List<byte[]> items = new ArrayList<>(count);
    long start = endOf(taken - 1);
    long left = bytes; // together they are no longer than the ring
    for (int i = 0; i < count; i++) {
      long length = endOf(taken + i) - start;
      if (length < 0 || length > left) {
        throw damaged();
      }
      items.add(read(start, new byte[(int) length]));
      start += length;
      left -= length;
    }
    return items;
  }

  private byte[] read(long position, byte[] item) {
    int at = (int) (position & (bytes - 1));
    int part = Math.min(item.length, bytes - at);
    memory.get(firstByteAt + at, item, 0, part);
    memory.get(firstByteAt, item, part, item.length - part);
    return item;
  }

  /** Takes out the first items, all at the same time; under the lock. */
  public void remove(int seat, int count) {
    LONG.setVolatile(memory, TAKEN_AT, plain(TAKEN_AT) + count); // now they are out
    LONG.setRelease(memory, seatAt(seat), plain(seatAt(seat)) + count);
  }

  /**
   * For the supervisor: the process that had this seat is dead. Its lock is released if it died
   * with it, and its count handed to the supervisor's.
   *
   * @return how many items it had ever taken out
   */
  public long abandon(int seat) {
    boolean hadLock = current(LOCK_AT) == seat + 1L;
    long taken = hadLock ? plain(TAKEN_AT) - takenElsewhere(seat) : current(seatAt(seat));
    LONG.set(memory, seatAt(FIRST_SEAT), plain(seatAt(FIRST_SEAT)) + taken);
    LONG.setRelease(memory, seatAt(seat), 0L);
    if (hadLock) {
      unlock();
    }
    return taken;
  }

  /** What all seats have taken is what was taken, however the last one to take has ended. */
  private long takenElsewhere(int seat) {
    long taken = 0;
    for (int other = FIRST_SEAT; other < SEATS; other++) {
      taken += other == seat ? 0 : plain(seatAt(other));
    }
    return taken;
  }
}
