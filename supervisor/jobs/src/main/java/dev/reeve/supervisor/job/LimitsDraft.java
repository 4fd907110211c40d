package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.Backoff;
import dev.reeve.text.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The fields {@code timeout}, {@code retries}, {@code backoff}, {@code uses} while they are read.
 */
class LimitsDraft {
  /** Loaded on first use, because most jobs have no such object. */
  private static final class Shape {
    static final ObjectShape<LimitsDraft> OF_LIMITS =
        addTo(new ObjectShape<>("an object with timeout, retries, backoff or uses"));
  }

  private @Nullable Duration timeout;
  private @Nullable Integer retries;
  private @Nullable Backoff backoff;
  private ResourcesDraft.@Nullable Uses uses;

  /** Adds the fields to the shape of an object that has them among others. */
  static <D extends LimitsDraft> ObjectShape<D> addTo(ObjectShape<D> shape) {
    return shape
        .field("timeout", (json, draft) -> draft.timeout(json))
        .field("retries", (json, draft) -> draft.retries(json))
        .field("backoff", (json, draft) -> draft.backoff(json))
        .field("uses", (json, draft) -> draft.uses(json));
  }

  /** Reads the current value, an object that has only limits. */
  final void readLimits(JsonCursor json) {
    Shape.OF_LIMITS.read(json, this);
  }

  final void timeout(JsonCursor json) {
    timeout = positiveDuration(json);
  }

  final void retries(JsonCursor json) {
    Long number = json.wholeNumber(0, Integer.MAX_VALUE, "a whole number from 0 to 2147483647");
    retries = number == null ? null : Integer.valueOf(number.intValue());
  }

  final void backoff(JsonCursor json) {
    backoff = BackoffDraft.read(json);
  }

  final void uses(JsonCursor json) {
    uses = ResourcesDraft.uses(json);
  }

  /** Returns the resources that are used; null if the field is not there. */
  final ResourcesDraft.@Nullable Uses uses() {
    return uses;
  }

  /** Reads a duration above zero. */
  static @Nullable Duration positiveDuration(JsonCursor json) {
    Duration duration = json.notation("a duration such as \"30s\"", Durations::parse);
    if (duration != null && duration.isZero()) {
      json.report("must be longer than zero; leave the field out for no limit");
      return null;
    }
    return duration;
  }

  TaskLimits limits() {
    return TaskLimits.of(timeout, retries, backoff, uses == null ? null : uses.amounts());
  }
}
