package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.model.WorkerMemory;
import java.time.Duration;

/**
 * How the resident memory of one worker goes, in little memory of its own: at most {@link
 * #MAX_SAMPLES} samples, each the lowest figure of its stretch of time. When they are full, two
 * neighbours become one, and each stretch from then on is twice as long. Lowest figures, because
 * what a collector gives back now and then is no leak: what counts is the floor.
 */
final class MemoryTrend {
  static final int MAX_SAMPLES = 64;

  // when to speak of growth
  private static final int MIN_SAMPLES = 10;
  private static final Duration MIN_TIME = Duration.ofSeconds(30);
  private static final double NOISE = 0.01;
  private static final double MIN_SHARE = 0.25;
  private static final long MIN_BYTES = 32L << 20;

  private static final long UNKNOWN = -1;

  private final long[] times = new long[MAX_SAMPLES];
  private final long[] lows = new long[MAX_SAMPLES];
  private int samples;
  private long figuresPerSample = 1;
  private long figuresInLast;

  private long first = UNKNOWN;
  private long last = UNKNOWN;
  private long peak = UNKNOWN;

  /**
   * Takes a figure; a negative one is none.
   *
   * @param now monotonic, in nanoseconds; not before the time of the figure before
   */
  void add(long resident, long now) {
    if (resident < 0) {
      return;
    }
    first = samples == 0 ? resident : first;
    last = resident;
    sawPeak(resident);
    if (samples > 0 && figuresInLast < figuresPerSample) {
      lows[samples - 1] = Math.min(lows[samples - 1], resident);
      figuresInLast++;
    } else {
      begin(resident, now);
    }
  }

  /** Takes note of a peak that may have lain between two figures. */
  void sawPeak(long resident) {
    peak = Math.max(peak, resident);
  }

  private void begin(long resident, long now) {
    if (samples == MAX_SAMPLES) {
      halve();
    }
    times[samples] = now;
    lows[samples] = resident;
    samples++;
    figuresInLast = 1;
  }

  private void halve() {
    samples = MAX_SAMPLES / 2;
    for (int i = 0; i < samples; i++) {
      times[i] = times[2 * i];
      lows[i] = Math.min(lows[2 * i], lows[2 * i + 1]);
    }
    figuresPerSample *= 2;
  }

  /**
   * Whether it has only ever grown since it had warmed up, and still does. There must be at least
   * 10 samples over 30 seconds. The first third of them is warm-up: classes, caches, a heap that
   * finds its size. In the others no sample may be more than 1 % below one before it; together they
   * must have grown by a quarter and by 32 MiB; and a quarter of that growth must be in their later
   * half, or it has come to rest.
   */
  boolean onlyGrows() {
    if (samples < MIN_SAMPLES || times[samples - 1] - times[0] < MIN_TIME.toNanos()) {
      return false;
    }
    int start = samples / 3;
    long end = lows[samples - 1];
    long growth = end - lows[start];
    long lately = end - lows[(start + samples) / 2];
    return growth >= MIN_BYTES
        && growth >= MIN_SHARE * lows[start]
        && lately >= MIN_SHARE * growth
        && neverFell(start);
  }

  private boolean neverFell(int start) {
    long highest = 0;
    for (int i = start; i < samples; i++) {
      if (lows[i] < highest * (1 - NOISE)) {
        return false;
      }
      highest = Math.max(highest, lows[i]);
    }
    return true;
  }

  long first() {
    return first;
  }

  long last() {
    return last;
  }

  WorkerMemory report() {
    return new WorkerMemory(first, last, peak, onlyGrows());
  }
}
