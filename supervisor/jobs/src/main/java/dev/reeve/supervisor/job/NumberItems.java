package dev.reeve.supervisor.job;

import java.util.stream.LongStream;

/**
 * The items of {@code range}: {@code from}, {@code from + step}, … up to {@code to}.
 *
 * @param to not below {@code from}
 * @param step from 1
 */
record NumberItems(long from, long to, long step) implements ItemSource {

  /** Largest number of items in a range: more than any run could process. */
  static final long MOST = 1_000_000_000_000L;

  /** Returns true if there are more than {@link #MOST} numbers. */
  boolean tooMany() {
    return Long.compareUnsigned(distance(), MOST - 1) > 0;
  }

  @Override
  public long count() {
    return distance() + 1;
  }

  /** Returns the number of steps from first to last, unsigned, so that no range overflows. */
  private long distance() {
    return Long.divideUnsigned(to - from, step);
  }

  @Override
  public ItemIterator open() {
    return ItemIterator.of(
        LongStream.range(0, count()).mapToObj(i -> Item.ofNumber(from + i * step)).iterator());
  }
}
