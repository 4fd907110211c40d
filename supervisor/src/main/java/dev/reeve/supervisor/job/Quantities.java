package dev.reeve.supervisor.job;

import dev.reeve.supervisor.HaltRule;
import java.time.Duration;

/**
 * The notations that job files and the command line share. All throw {@link
 * IllegalArgumentException} for people.
 */
public final class Quantities {
  private Quantities() {}

  /** {@code 250ms}, {@code 5s}, {@code 10m}, {@code 2h}, {@code 1h30m}; not negative. */
  public static Duration duration(String text) {
    throw new IllegalArgumentException("later in this branch " + text);
  }

  /** {@code 512k}, {@code 256m}, {@code 2g}, or bytes; powers of 1024. */
  public static long size(String text) {
    throw new IllegalArgumentException("later in this branch " + text);
  }

  /** {@code 4} or {@code 50%}. */
  public static WorkerCount workers(String text) {
    throw new IllegalArgumentException("later in this branch " + text);
  }

  /** {@code now,fail=3}, {@code soon,fail=10%}. */
  public static HaltRule halt(String text) {
    throw new IllegalArgumentException("later in this branch " + text);
  }
}
