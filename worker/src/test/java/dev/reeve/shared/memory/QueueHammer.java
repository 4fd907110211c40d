package dev.reeve.shared.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What a process does that puts or takes as fast as it can until it is killed. Items are long and
 * quickly made, so that it is killed with the lock as often as may be.
 */
final class QueueHammer {
  static final int MOST = 96;

  private static final int LONGEST = 4_000;

  private final MappedQueue queue;
  private final Tally tally;
  private final int seat;
  private final Random random = new Random();
  private final long[] last = new long[Tally.PRODUCERS];
  private final byte[][] drafts = new byte[2 * MOST][];

  QueueHammer(Path folder, int seat) throws IOException {
    this.queue = MappedQueue.open(queue(folder));
    this.tally = new Tally(folder);
    this.seat = seat;
    Arrays.fill(last, -1);
    Arrays.setAll(drafts, i -> new byte[2 * Long.BYTES + random.nextInt(LONGEST)]);
  }

  static Path queue(Path folder) {
    return folder.resolve("queue-0");
  }

  /**
   * A process that takes if it is given a number as a taker, and puts if not.
   *
   * @param args the folder, the seat, and the taker
   */
  public static void main(String[] args) throws IOException {
    QueueHammer hammer = new QueueHammer(Path.of(args[0]), Integer.parseInt(args[1]));
    if (args.length > 2) {
      hammer.takeForever(Byte.parseByte(args[2]));
    } else {
      hammer.putAll();
    }
  }

  private void putAll() {
    for (long id = tally.newProducer(); id < Tally.PRODUCERS; id = tally.newProducer()) {
      int number = 0;
      while (number < Tally.NUMBERS) {
        List<byte[]> items = items(id, number);
        int count = locked(() -> queue.append(items));
        number += count;
        worked(count);
      }
    }
  }

  private List<byte[]> items(long producer, int first) {
    int count = Math.min(1 + random.nextInt(MOST), Tally.NUMBERS - first);
    int draft = random.nextInt(drafts.length - MOST);
    List<byte[]> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(bytes(Tally.item(producer, first + i), drafts[draft + i]));
    }
    return items;
  }

  private void takeForever(byte taker) {
    while (true) {
      worked(take(taker));
    }
  }

  /** Takes some and notes them down; returns how many. */
  int take(byte taker) {
    int most = 1 + random.nextInt(MOST);
    List<byte[]> items = locked(() -> remove(most));
    for (byte[] item : items) {
      tally.taken(number(item), taker);
    }
    return items.size();
  }

  private List<byte[]> remove(int most) {
    List<byte[]> items = queue.first(most);
    queue.remove(seat, items.size());
    return items;
  }

  @SuppressWarnings("ThreadPriorityCheck") // as in the queue itself
  private void worked(int count) {
    if (count > 0) {
      tally.worked(seat);
    } else {
      Thread.yield();
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // as in the queue itself
  private <T> T locked(Supplier<T> work) {
    while (!queue.tryLock(seat)) {
      Thread.yield();
    }
    try {
      return work.get();
    } finally {
      queue.unlock();
    }
  }

  /** An item has its number at both ends. */
  private static byte[] bytes(long item, byte[] draft) {
    ByteBuffer.wrap(draft).putLong(0, item).putLong(draft.length - Long.BYTES, item);
    return draft;
  }

  /** Which item this is; it must be whole, and later than the last one of its producer. */
  private long number(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long item = buffer.getLong(0);
    int producer = (int) (item / Tally.NUMBERS);
    if (buffer.getLong(bytes.length - Long.BYTES) != item || item <= last[producer]) {
      throw new IllegalStateException(item + " after " + last[producer] + ", or not as it was put");
    }
    last[producer] = item;
    return item;
  }
}
