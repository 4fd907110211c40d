package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.Backoff;
import dev.reeve.text.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A {@code backoff} while it is read; what it leaves out is as in {@link Backoff#DEFAULT}. */
final class BackoffDraft {
  private static final ObjectShape<BackoffDraft> SHAPE =
      new ObjectShape<BackoffDraft>("an object with initial, factor or max")
          .field("initial", (json, draft) -> draft.initial = duration(json))
          .field("factor", (json, draft) -> draft.factor = json.number(1, "a number from 1"))
          .field("max", (json, draft) -> draft.max = duration(json));

  private @Nullable Duration initial;
  private @Nullable Double factor;
  private @Nullable Duration max;

  static @Nullable Backoff read(JsonCursor json) {
    BackoffDraft draft = new BackoffDraft();
    int start = json.offset();
    int before = json.problemCount();
    SHAPE.read(json, draft);
    return json.problemCount() > before ? null : draft.finish(json, start);
  }

  private static @Nullable Duration duration(JsonCursor json) {
    return json.notation("a duration such as \"200ms\"", Durations::parse);
  }

  private @Nullable Backoff finish(JsonCursor json, int start) {
    Duration first = initial != null ? initial : usualInitial();
    Duration most = max != null ? max : longer(first, Backoff.DEFAULT.max());
    if (most.compareTo(first) < 0) {
      json.complainAt(start, "max must be at least initial");
      return null;
    }
    return new Backoff(first, factor == null ? Backoff.DEFAULT.factor() : factor, most);
  }

  private Duration usualInitial() {
    Duration usual = Backoff.DEFAULT.initial();
    return max != null && max.compareTo(usual) < 0 ? max : usual;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
