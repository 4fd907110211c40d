package dev.reeve.shared.memory;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What processes note down, in files of their own that outlive them: who has taken which item, and
 * how often each seat got something done. An item is a producer's id and a number, from 0 on.
 */
final class Tally {
  static final int PRODUCERS = 128;
  static final int NUMBERS = 1 << 19;

  private static final int SEATS = 16;

  private final MappedBytes takers;
  private final MappedLongs rounds;
  private final MappedLongs producers;

  Tally(Path folder) throws IOException {
    takers = new MappedBytes("takers", folder.resolve("takers"), all(), () -> {});
    rounds = new MappedLongs("rounds", folder.resolve("rounds"), SEATS, () -> {});
    producers = new MappedLongs("producers", folder.resolve("producers"), 1, () -> {});
  }

  private static long all() {
    return (long) PRODUCERS * NUMBERS;
  }

  /** The id of a producer that has put nothing yet; from {@link #PRODUCERS} on there is none. */
  long newProducer() {
    return producers.getAndAdd(0, 1);
  }

  static long item(long producer, int number) {
    return producer * NUMBERS + number;
  }

  /**
   * Notes that an item was taken.
   *
   * @param taker from 1 to 127
   */
  void taken(long item, byte taker) {
    if (!takers.compareAndSet(item, (byte) 0, taker)) {
      throw new IllegalStateException(
          taker + " has taken " + item + ", which " + takers.get(item) + " had taken before");
    }
  }

  void worked(int seat) {
    rounds.getAndAdd(seat, 1);
  }

  /** How often the processes that had this seat have put or taken something. */
  long rounds(int seat) {
    return rounds.get(seat);
  }

  /** How many items each taker has noted down. */
  long[] counts() {
    long[] counts = new long[Byte.MAX_VALUE + 1];
    for (long item = 0; item < all(); item++) {
      counts[takers.get(item)]++;
    }
    return counts;
  }

  /** Items that nobody has noted down, though a later one of the same producer was taken. */
  long missing() {
    long missing = 0;
    for (long producer = 0; producer < PRODUCERS; producer++) {
      long gap = 0;
      for (int number = 0; number < NUMBERS; number++) {
        boolean isTaken = takers.get(item(producer, number)) != 0;
        missing += isTaken ? gap : 0;
        gap = isTaken ? 0 : gap + 1;
      }
    }
    return missing;
  }
}
