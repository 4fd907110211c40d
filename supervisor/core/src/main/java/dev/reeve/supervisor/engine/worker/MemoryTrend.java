package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.MemoryUse;
import dev.reeve.supervisor.model.WorkerMemory;
import java.time.Duration;

/**
 * The course of one worker's resident memory, kept in little memory: at most {@link #MAX_SAMPLES}
 * samples, each the lowest figure of a stretch of time. When all are used, each two neighbours
 * become one, and the stretches from then on are twice as long. Lowest figures count, because
 * memory that a collector gives back now and then has not leaked.
 */
final class MemoryTrend {
  static final int MAX_SAMPLES = 64;

  // conditions of growth, see onlyGrows
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
  private boolean toldGrowth;

  /** Adds the figures that a worker reports. */
  void add(MemoryUse use, long now) {
    add(use.resident(), now);
    sawPeak(use.peakResident());
  }

  /**
   * Adds a figure; ignores a negative one, which means unknown.
   *
   * @param now monotonic time, not before that of the figure before
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

  /** Notes a peak, which may have been between two figures. */
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
   * Returns whether memory has only grown since warm-up, and still grows. There must be at least 10
   * samples over 30 seconds. The first third of them is warm-up, in which classes are loaded,
   * caches filled and the heap sized. In the others no sample may be more than 1 % below an earlier
   * one; together they must have grown by a quarter and by 32 MiB; and a quarter of that growth
   * must be in their later half, or it has come to rest.
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

  /** As {@link #onlyGrows}, but returns true only once. */
  boolean growthIsNews() {
    boolean isNews = !toldGrowth && onlyGrows();
    toldGrowth |= isNews;
    return isNews;
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
