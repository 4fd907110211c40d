package dev.reeve.shared.memory;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The layout of a queue's file, and the access to its numbers and bytes. The protocol's
 * specification describes the layout for other programs.
 */
final class QueueFile {
  static final int SEATS = 64;

  /** Length of a cache line: numbers that different processors write stand in different ones. */
  private static final int LINE = 64;

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

  /** Changes with the layout. */
  private static final long FORMAT = 0x5265_6576_6551_0001L;

  private static final int FEWEST_SLOTS = 64;
  private static final int MOST_SLOTS = 8_192;
  private static final int FEWEST_BYTES = 64 << 10;
  private static final int MOST_BYTES = 256 << 10;
  private static final int BYTES_PER_SLOT = 64;

  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final Path path;
  private final long capacity;
  private final int slots;
  private final int bytes;
  private final ByteBuffer memory;
  private final int firstByteAt;

  private QueueFile(Path path, ByteBuffer memory) throws IOException {
    this.path = path;
    this.memory = memory;
    this.capacity = plain(CAPACITY_AT);
    this.slots = sizeOfRing(SLOTS_AT, FEWEST_SLOTS, MOST_SLOTS);
    this.bytes = sizeOfRing(BYTES_AT, FEWEST_BYTES, MOST_BYTES);
    this.firstByteAt = FIRST_SLOT_AT + Long.BYTES * slots;
    if (plain(FORMAT_AT) != FORMAT || capacity < 1 || firstByteAt + bytes != memory.capacity()) {
      throw unknownFormat();
    }
  }

  /** Reads a size that must be a power of two, so that a mask can wrap positions around. */
  private int sizeOfRing(int at, int fewest, int most) throws IOException {
    long size = plain(at);
    if (size < fewest || size > most || Long.bitCount(size) != 1) {
      throw unknownFormat();
    }
    return (int) size;
  }

  private IOException unknownFormat() {
    return new IOException(path + " is not a queue, or a queue of another version");
  }

  static QueueFile create(Path path, long capacity) throws IOException {
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
    return new QueueFile(path, memory);
  }

  static QueueFile open(Path path) throws IOException {
    long length = Files.size(path);
    if (length < FIRST_SLOT_AT || length > Integer.MAX_VALUE >> 1) {
      throw new IOException(path + " has " + length + " bytes, so it is not a queue");
    }
    return new QueueFile(path, MappedFile.map(path, length).chunk(0));
  }

  Path path() {
    return path;
  }

  /** Returns the limit of the number of items, which may be larger than the memory. */
  long capacity() {
    return capacity;
  }

  /** Returns the number of slots; the memory holds one item less at most. */
  int slots() {
    return slots;
  }

  /** Returns the length of the ring that holds the items. */
  int bytes() {
    return bytes;
  }

  /** Reads a number that only the holder of the lock changes, which is the current process. */
  long plain(int at) {
    return (long) LONG.get(memory, at);
  }

  /** Reads a number that other processes may change at any time. */
  long current(int at) {
    return (long) LONG.getAcquire(memory, at);
  }

  /** Writes a number that other processes don't read before the next {@link #publish}. */
  void set(int at, long number) {
    LONG.set(memory, at, number);
  }

  /** Writes a number after everything that was written before it. */
  void publish(int at, long number) {
    LONG.setRelease(memory, at, number);
  }

  boolean replace(int at, long expected, long number) {
    return LONG.compareAndSet(memory, at, expected, number);
  }

  static int seatAt(int seat) {
    return FIRST_SEAT_AT + seat * LINE;
  }

  int slotAt(long item) {
    return FIRST_SLOT_AT + (int) (item & (slots - 1)) * Long.BYTES;
  }

  void write(long position, byte[] item) {
    int at = (int) (position & (bytes - 1));
    int part = Math.min(item.length, bytes - at);
    memory.put(firstByteAt + at, item, 0, part);
    memory.put(firstByteAt, item, part, item.length - part);
  }

  byte[] read(long position, byte[] item) {
    int at = (int) (position & (bytes - 1));
    int part = Math.min(item.length, bytes - at);
    memory.get(firstByteAt + at, item, 0, part);
    memory.get(firstByteAt, item, part, item.length - part);
    return item;
  }
}
