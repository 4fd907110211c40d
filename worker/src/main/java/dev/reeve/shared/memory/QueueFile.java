package dev.reeve.shared.memory;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file of a queue: where in it what is, and how it is read and written. The protocol's
 * specification tells the layout to others.
 */
final class QueueFile {
  static final int SEATS = 64;

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

  /** Changes with the layout. */
  private static final long FORMAT = 0x5265_6576_6551_0001L;

  private static final int FEWEST_SLOTS = 64;
  private static final int MOST_SLOTS = 8_192;
  private static final int FEWEST_BYTES = 64 << 10;
  private static final int MOST_BYTES = 256 << 10;
  private static final int BYTES_PER_SLOT = 64;

  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  final Path path;

  /** Most items, whatever the memory has room for. */
  final long capacity;

  /** As many items, but for one, are in memory at most. */
  final int slots;

  /** Length of the ring that holds the items. */
  final int bytes;

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

  static QueueFile make(Path path, long capacity) throws IOException {
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
      throw new IOException(path + " has " + length + " bytes: that is no queue");
    }
    return new QueueFile(path, MappedFile.map(path, length).chunk(0));
  }

  /** A number that nobody else changes now. */
  long plain(int at) {
    return (long) LONG.get(memory, at);
  }

  /** A number that others may change at any time. */
  long current(int at) {
    return (long) LONG.getAcquire(memory, at);
  }

  /** Writes a number that nobody looks at now. */
  void set(int at, long number) {
    LONG.set(memory, at, number);
  }

  /** Writes a number after all that was written before. */
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
