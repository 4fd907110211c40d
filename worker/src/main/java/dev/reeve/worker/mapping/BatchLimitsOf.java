package dev.reeve.worker.mapping;

import dev.reeve.worker.BatchHandler;
import dev.reeve.worker.BatchLimits;
import org.jspecify.annotations.Nullable;

/** Reads the limits of batches from the class of a handler. */
public final class BatchLimitsOf {
  /** Carries the default values. */
  @BatchLimits
  private static final class Defaults {}

  private BatchLimitsOf() {}

  /**
   * Returns the limits; null for a handler of single tasks.
   *
   * @throws IllegalArgumentException if the class declares limits that make no sense
   */
  public static @Nullable BatchLimits handler(Class<?> type) {
    if (!BatchHandler.class.isAssignableFrom(type)) {
      return null;
    }
    BatchLimits own = type.getAnnotation(BatchLimits.class);
    BatchLimits limits = own == null ? Defaults.class.getAnnotation(BatchLimits.class) : own;
    if (limits.maxItems() < 1 || limits.maxWaitMillis() < 0 || limits.maxBytes() < 1) {
      throw new IllegalArgumentException(
          "the @BatchLimits of "
              + type.getName()
              + " can't be kept: maxItems and maxBytes must be at least 1, and maxWaitMillis at"
              + " least 0");
    }
    return limits;
  }
}
