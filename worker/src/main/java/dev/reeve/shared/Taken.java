package dev.reeve.shared;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value that was taken from one of several sources.
 *
 * @param <T> the values of all sources
 * @param source that the value was taken from, one of those that were given
 * @param value that was taken
 */
public record Taken<T>(SharedSource<? extends T> source, T value) {

  /** Requires both. */
  public Taken {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(value, "value");
  }

  /** Returns the value with its own type if it was taken from this source; otherwise null. */
  @SuppressWarnings("unchecked") // a source gives values of its type
  public <U> @Nullable U from(SharedSource<U> wanted) {
    return wanted == source ? (U) value : null;
  }
}
