package dev.reeve.worker.mapping;

import dev.reeve.protocol.BatchSize;
import dev.reeve.worker.BatchHandler;
import dev.reeve.worker.BatchLimits;
import org.jspecify.annotations.Nullable;

/** Reads the limits of batches from the class of a handler. */
public final class BatchSizeOf {
  /** Carries the default values. */
  @BatchLimits
  private static final class Defaults {}

  private BatchSizeOf() {}

  /**
   * Returns the limits; null for a handler of single tasks.
   *
   * @throws IllegalArgumentException if the class declares limits that make no sense
   */
  public static @Nullable BatchSize handler(Class<?> type) {
    if (!BatchHandler.class.isAssignableFrom(type)) {
      return null;
    }
    BatchLimits own = type.getAnnotation(BatchLimits.class);
    BatchLimits limits = own == null ? Defaults.class.getAnnotation(BatchLimits.class) : own;
    try {
      return new BatchSize(limits.maxItems(), limits.maxWaitMillis(), limits.maxBytes());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the @BatchLimits of " + type.getName() + " can't be kept: " + e.getMessage(), e);
    }
  }
}
