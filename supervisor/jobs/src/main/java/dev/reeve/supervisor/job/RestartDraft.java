package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.RestartPolicy;
import dev.reeve.text.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A {@code restart} while it is read; missing fields get the values of the default policy. */
final class RestartDraft {
  private static final Duration LONGEST = Duration.ofDays(1);

  private static final ObjectShape<RestartDraft> SHAPE =
      new ObjectShape<RestartDraft>("an object with maxCrashes or within")
          .field("maxCrashes", (json, draft) -> draft.maxCrashes = maxCrashes(json))
          .field("within", (json, draft) -> draft.within = within(json));

  private @Nullable Integer maxCrashes;
  private @Nullable Duration within;

  /** Reads the current value; fields with an error keep their default. */
  static RestartPolicy read(JsonCursor json) {
    RestartDraft draft = new RestartDraft();
    SHAPE.read(json, draft);
    RestartPolicy policy = RestartPolicy.ENDING;
    policy = draft.maxCrashes == null ? policy : policy.withMaxCrashes(draft.maxCrashes);
    return draft.within == null ? policy : policy.within(draft.within);
  }

  private static @Nullable Integer maxCrashes(JsonCursor json) {
    Long number = json.wholeNumber(0, Integer.MAX_VALUE, "a whole number from 0 to 2147483647");
    return number == null ? null : Integer.valueOf(number.intValue());
  }

  private static @Nullable Duration within(JsonCursor json) {
    Duration duration = json.notation("a duration such as \"60s\"", Durations::parse);
    if (duration != null && (duration.isZero() || duration.compareTo(LONGEST) > 0)) {
      json.report("must be longer than zero and at most 24h");
      return null;
    }
    return duration;
  }
}
