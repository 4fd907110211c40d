package dev.reeve.supervisor.job;

import java.util.stream.LongStream;

/**
 * The numbers {@code from}, {@code from + step}, … up to {@code to}.
 *
 * @param to not below {@code from}
 * @param step from 1
 */
record NumberItems(long from, long to, long step) implements ItemSource {

  /** The most numbers that a range may have: more than any run could work off. */
  static final long MOST = 1_000_000_000_000L;

  /** Whether there are more numbers than {@link #MOST}. */
  boolean tooMany() {
    return Long.compareUnsigned(distance(), MOST - 1) > 0;
  }

  @Override
  public long count() {
    return distance() + 1;
  }

  /** Steps from the first to the last, unsigned, so that no range overflows. */
  private long distance() {
    return Long.divideUnsigned(to - from, step);
  }

  @Override
  public ItemIterator open() {
    return ItemIterator.of(
        LongStream.range(0, count()).mapToObj(i -> Item.ofNumber(from + i * step)).iterator());
  }
}
