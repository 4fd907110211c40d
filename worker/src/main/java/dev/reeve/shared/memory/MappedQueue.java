package dev.reeve.shared.memory;

import java.io.IOException;
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
  public static final int SEATS = QueueFile.SEATS;

  /** The supervisor's. */
  public static final int FIRST_SEAT = 0;

  private static final long PUTTING = 1;
  private static final long TAKING = 2;
  private static final long GONE = 4;

  private final QueueFile file;
  private final MappedLock lock;

  private MappedQueue(QueueFile file) {
    this.file = file;
    this.lock = new MappedLock(file);
  }

  /**
   * Makes one that is empty, and closed to all but its maker until {@link #admit}.
   *
   * @param capacity most items, from 1 on
   */
  public static MappedQueue make(Path path, long capacity) throws IOException {
    return new MappedQueue(QueueFile.make(path, capacity));
  }

  /** Maps one that another process has made. */
  public static MappedQueue open(Path path) throws IOException {
    return new MappedQueue(QueueFile.open(path));
  }

  /** Where its file is. */
  public Path path() {
    return file.path;
  }

  /** Most items. */
  public long capacity() {
    return file.capacity;
  }

  /**
   * Takes the lock; gives up within some microseconds, as its holder may have been halted. Threads
   * of one process exclude each other, too.
   */
  public boolean tryLock(int seat) {
    return lock.tryLock(seat);
  }

  /** As {@link #tryLock}, but lets other threads have the processor some times before. */
  public boolean tryLockPatiently(int seat) {
    return lock.tryLockPatiently(seat);
  }

  /** Gives the lock back. */
  public void unlock() {
    lock.unlock();
  }

  /**
   * For the supervisor: who may put and take without asking it. To forbid either takes the lock, to
   * allow it does not.
   */
  public void admit(boolean putting, boolean taking) {
    file.publish(QueueFile.GATES_AT, (putting ? PUTTING : 0) | (taking ? TAKING : 0));
  }

  /** For the supervisor: nobody uses it any more. */
  public void end() {
    file.publish(QueueFile.GATES_AT, GONE);
  }

  /** Whether it has come to an end. */
  public boolean isGone() {
    return (file.current(QueueFile.GATES_AT) & GONE) != 0;
  }

  /** Whether one may put without asking; to be sure, under the lock. */
  public boolean admitsPutting() {
    return (file.current(QueueFile.GATES_AT) & PUTTING) != 0;
  }

  /** Whether one may take without asking; to be sure, under the lock. */
  public boolean admitsTaking() {
    return (file.current(QueueFile.GATES_AT) & TAKING) != 0;
  }

  /** Items that are in it; to be sure, under the lock. */
  public int size() {
    long taken = file.current(QueueFile.TAKEN_AT); // first: it never overtakes the other
    long size = file.current(QueueFile.PUT_AT) - taken;
    if (size < 0) {
      throw damaged();
    }
    return (int) Math.min(size, file.slots);
  }

  private IllegalStateException damaged() {
    return new IllegalStateException(file.path + ": this queue's memory is damaged");
  }

  /** Items that were ever put in. */
  public long put() {
    return file.current(QueueFile.PUT_AT);
  }

  /** Items that were ever taken out from this seat. */
  public long takenFrom(int seat) {
    return file.current(QueueFile.seatAt(seat));
  }

  private long endOf(long item) {
    return file.plain(file.slotAt(item));
  }

  /** Items that are in it, for sure; under the lock. */
  private int count() {
    long count = file.plain(QueueFile.PUT_AT) - file.plain(QueueFile.TAKEN_AT);
    if (count < 0 || count >= file.slots) {
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
    int room = file.slots - 1 - count();
    long put = file.plain(QueueFile.PUT_AT);
    long end = endOf(put - 1);
    long left = file.bytes - (end - endOf(file.plain(QueueFile.TAKEN_AT) - 1));
    if (left < 0 || left > file.bytes) {
      throw damaged();
    }
    int most = Math.min(items.size(), room);
    int count = 0;
    while (count < most && items.get(count).length <= left) {
      byte[] item = items.get(count);
      file.write(end, item);
      end += item.length;
      left -= item.length;
      file.set(file.slotAt(put + count), end);
      count++;
    }
    file.publish(QueueFile.PUT_AT, put + count); // now they are in
    return count;
  }

  /** The items that have been there longest, so many at most, which stay; under the lock. */
  public List<byte[]> first(int most) {
    int count = Math.min(most, count());
    long taken = file.plain(QueueFile.TAKEN_AT);
    List<byte[]> items = new ArrayList<>(count);
    long start = endOf(taken - 1);
    long left = file.bytes; // together they are no longer than the ring
    for (int i = 0; i < count; i++) {
      long length = endOf(taken + i) - start;
      if (length < 0 || length > left) {
        throw damaged();
      }
      items.add(file.read(start, new byte[(int) length]));
      start += length;
      left -= length;
    }
    return items;
  }

  /** Takes out the first items, all at the same time; under the lock. */
  public void remove(int seat, int count) {
    file.publish(QueueFile.TAKEN_AT, file.plain(QueueFile.TAKEN_AT) + count); // now they are out
    file.publish(QueueFile.seatAt(seat), file.plain(QueueFile.seatAt(seat)) + count);
  }

  /**
   * For the supervisor: the process that had this seat is dead. Its lock is released if it died
   * with it, and its count handed to the supervisor's.
   *
   * @return how many items it had ever taken out
   */
  public long abandon(int seat) {
    boolean hadLock = lock.isHeldBy(seat);
    long taken =
        hadLock
            ? file.plain(QueueFile.TAKEN_AT) - takenElsewhere(seat)
            : file.current(QueueFile.seatAt(seat));
    file.set(QueueFile.seatAt(FIRST_SEAT), file.plain(QueueFile.seatAt(FIRST_SEAT)) + taken);
    file.publish(QueueFile.seatAt(seat), 0L);
    if (hadLock) {
      unlock();
    }
    return taken;
  }

  /** What all seats have taken is what was taken, however the last one to take has ended. */
  private long takenElsewhere(int seat) {
    long taken = 0;
    for (int other = FIRST_SEAT; other < SEATS; other++) {
      taken += other == seat ? 0 : file.plain(QueueFile.seatAt(other));
    }
    return taken;
  }
}
