package dev.reeve.shared.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The items of a queue in a mapped file, first in, first out: a ring of bytes, and a ring of slots
 * with the position at which each item ends. Each process that uses the queue has a seat of its
 * own; only the holder of the lock reads and changes items. Numbers have 64 bits in the machine's
 * byte order.
 *
 * <p>A process may be killed at any instruction. Therefore a single write completes each operation:
 * of the count of all items that were ever put, or ever taken. Whatever is written before it has no
 * effect by itself. A kill can leave only two traces, a lock whose holder is dead and a seat whose
 * count is too low, and {@link #abandon} repairs both.
 */
public final class MappedQueue {
  /** Number of processes that can use a queue, the supervisor included. */
  public static final int SEATS = QueueFile.SEATS;

  /** The supervisor's seat. */
  public static final int FIRST_SEAT = 0;

  private static final long PUTTING = 1;
  private static final long TAKING = 2;
  private static final long ENDED = 4;

  private final QueueFile file;
  private final MappedLock lock;

  private MappedQueue(QueueFile file) {
    this.file = file;
    this.lock = new MappedLock(file);
  }

  /**
   * Creates the file of an empty queue. Only the creator may use it until it calls {@link #admit}.
   *
   * @param capacity limit of the number of items, from 1
   */
  public static MappedQueue create(Path path, long capacity) throws IOException {
    return new MappedQueue(QueueFile.create(path, capacity));
  }

  /** Maps a file that another process has created. */
  public static MappedQueue open(Path path) throws IOException {
    return new MappedQueue(QueueFile.open(path));
  }

  /** Returns the path of the file. */
  public Path path() {
    return file.path();
  }

  /** Returns the limit of the number of items. */
  public long capacity() {
    return file.capacity();
  }

  /**
   * Takes the lock. Gives up after some microseconds and returns false, because the holder may have
   * been halted. Threads of one process exclude each other, too.
   */
  public boolean tryLock(int seat) {
    return lock.tryLock(seat);
  }

  /** Takes the lock as {@link #tryLock} does, but yields to other threads before it gives up. */
  public boolean tryLockYielding(int seat) {
    return lock.tryLockYielding(seat);
  }

  /** Releases the lock. */
  public void unlock() {
    lock.unlock();
  }

  /**
   * Sets which operations processes may do without asking the supervisor. For the supervisor, which
   * must hold the lock to forbid one, but not to allow it.
   */
  public void admit(boolean putting, boolean taking) {
    file.publish(QueueFile.GATES_AT, (putting ? PUTTING : 0) | (taking ? TAKING : 0));
  }

  /** Ends the use of the queue by all processes. For the supervisor. */
  public void end() {
    file.publish(QueueFile.GATES_AT, ENDED);
  }

  /** Returns whether the supervisor has ended its use. */
  public boolean hasEnded() {
    return (file.current(QueueFile.GATES_AT) & ENDED) != 0;
  }

  /** Returns whether processes may put without asking; only reliable under the lock. */
  public boolean admitsPutting() {
    return (file.current(QueueFile.GATES_AT) & PUTTING) != 0;
  }

  /** Returns whether processes may take without asking; only reliable under the lock. */
  public boolean admitsTaking() {
    return (file.current(QueueFile.GATES_AT) & TAKING) != 0;
  }

  /** Returns the number of items; only reliable under the lock. */
  public int size() {
    long taken = file.current(QueueFile.TAKEN_AT); // first: it never overtakes the other
    long size = file.current(QueueFile.PUT_AT) - taken;
    if (size < 0) {
      throw damaged();
    }
    return (int) Math.min(size, file.slots());
  }

  private IllegalStateException damaged() {
    return new IllegalStateException(file.path() + ": this queue's memory is damaged");
  }

  /** Returns the number of items that were ever put. */
  public long put() {
    return file.current(QueueFile.PUT_AT);
  }

  /** Returns the number of items that were ever taken from this seat. */
  public long takenFrom(int seat) {
    return file.current(QueueFile.seatAt(seat));
  }

  private long endOf(long item) {
    return file.plain(file.slotAt(item));
  }

  /** Returns the number of items; under the lock. */
  private int count() {
    long count = file.plain(QueueFile.PUT_AT) - file.plain(QueueFile.TAKEN_AT);
    if (count < 0 || count >= file.slots()) {
      throw damaged();
    }
    return (int) count;
  }

  /**
   * Puts the first items for which the memory has room, all in one step; under the lock. Does not
   * heed the capacity.
   *
   * @return the number of items that were put
   */
  public int append(List<byte[]> items) {
    int room = file.slots() - 1 - count();
    long put = file.plain(QueueFile.PUT_AT);
    long end = endOf(put - 1);
    long left = file.bytes() - (end - endOf(file.plain(QueueFile.TAKEN_AT) - 1));
    if (left < 0 || left > file.bytes()) {
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
    file.publish(QueueFile.PUT_AT, put + count); // completes the operation
    return count;
  }

  /** Returns the oldest items, at most this many, without taking them; under the lock. */
  public List<byte[]> first(int most) {
    int count = Math.min(most, count());
    long taken = file.plain(QueueFile.TAKEN_AT);
    List<byte[]> items = new ArrayList<>(count);
    long start = endOf(taken - 1);
    long left = file.bytes(); // all items together fit into the ring
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

  /** Takes the oldest items, all in one step; under the lock. */
  public void remove(int seat, int count) {
    file.publish(
        QueueFile.TAKEN_AT, file.plain(QueueFile.TAKEN_AT) + count); // completes the operation
    file.publish(QueueFile.seatAt(seat), file.plain(QueueFile.seatAt(seat)) + count);
  }

  /**
   * Frees the seat of a process that is dead: releases the lock if it died with it, and adds its
   * count to that of the supervisor's seat. For the supervisor.
   *
   * @return the number of items that the process had ever taken
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

  /**
   * All seats together have taken the count of the queue, even if a seat's own count is too low.
   */
  private long takenElsewhere(int seat) {
    long taken = 0;
    for (int other = FIRST_SEAT; other < SEATS; other++) {
      taken += other == seat ? 0 : file.plain(QueueFile.seatAt(other));
    }
    return taken;
  }
}
