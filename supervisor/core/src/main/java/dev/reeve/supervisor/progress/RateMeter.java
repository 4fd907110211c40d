package dev.reeve.supervisor.progress;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A meter of tasks per second over the last ten seconds, so that the rate is current but steady.
 * Not thread-safe.
 */
public final class RateMeter {
  private static final long WINDOW_NANOS = 10_000_000_000L;

  private record Sample(long nanos, long done) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** Adds a sample and returns the rate; 0 as long as it is unknown. */
  public double at(long nanos, long done) {
    while (samples.size() > 1 && nanos - samples.getFirst().nanos() > WINDOW_NANOS) {
      samples.removeFirst();
    }
    samples.addLast(new Sample(nanos, done));
    Sample first = samples.getFirst();
    long elapsed = nanos - first.nanos();
    return elapsed <= 0 ? 0 : (done - first.done()) * 1e9 / elapsed;
  }
}
