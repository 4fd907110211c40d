package dev.reeve.shared.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a queue's file past all rules: what a kill has left there, or a stray write. */
public final class RawQueue {
  private final ByteBuffer memory;

  /** Maps the file once more. */
  public RawQueue(Path path) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      memory = channel.map(MapMode.READ_WRITE, 0, channel.size()).order(ByteOrder.nativeOrder());
    }
  }

  int length() {
    return memory.capacity();
  }

  long get(int at) {
    return memory.getLong(at);
  }

  void set(int at, long value) {
    memory.putLong(at, value);
  }

  /** Says that so many items were ever put in. */
  public void setPut(long count) {
    set(QueueFile.PUT_AT, count);
  }

  /** Says that so many items were ever taken out. */
  void setTaken(long count) {
    set(QueueFile.TAKEN_AT, count);
  }

  /** Says that so many items were taken out from a seat. */
  void setTakenFrom(int seat, long count) {
    set(QueueFile.seatAt(seat), count);
  }

  /** Says where an item ends. */
  void setEnd(long item, long end) {
    long slot = item & (get(QueueFile.SLOTS_AT) - 1);
    set(QueueFile.FIRST_SLOT_AT + (int) slot * Long.BYTES, end);
  }

  /** What all seats together have taken. */
  long takenFromAll() {
    long taken = 0;
    for (int seat = 0; seat < MappedQueue.SEATS; seat++) {
      taken += get(QueueFile.seatAt(seat));
    }
    return taken;
  }

  long taken() {
    return get(QueueFile.TAKEN_AT);
  }
}
