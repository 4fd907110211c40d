package dev.reeve.supervisor.job;

import org.jspecify.annotations.Nullable;

/** A {@code range} while it is read. */
final class RangeDraft {
  private static final ObjectShape<RangeDraft> SHAPE =
      new ObjectShape<RangeDraft>("an object such as {\"from\": 1, \"to\": 9}")
          .field("from", (json, draft) -> draft.from = number(json))
          .field("to", (json, draft) -> draft.to = number(json))
          .field("step", (json, draft) -> draft.step = step(json));

  private @Nullable Long from;
  private @Nullable Long to;
  private @Nullable Long step = 1L;

  /** Reads the current value; returns null after an error. */
  static @Nullable ItemSource read(JsonCursor json) {
    RangeDraft draft = new RangeDraft();
    int start = json.offset();
    int before = json.errorCount();
    SHAPE.read(json, draft);
    if (json.errorCount() > before) {
      return null;
    }
    String problem = draft.problem();
    if (problem != null) {
      json.reportAt(start, problem);
      return null;
    }
    return draft.items();
  }

  private static @Nullable Long number(JsonCursor json) {
    return json.wholeNumber(Long.MIN_VALUE, Long.MAX_VALUE, "a whole number");
  }

  private static @Nullable Long step(JsonCursor json) {
    return json.wholeNumber(1, Long.MAX_VALUE, "a whole number from 1");
  }

  private @Nullable String problem() {
    if (from == null || to == null) {
      return "needs both from and to";
    }
    if (from > to) {
      return "from (" + from + ") is greater than to (" + to + "); swap them";
    }
    return items().tooMany() ? "has more than " + NumberItems.MOST + " numbers" : null;
  }

  @SuppressWarnings("NullAway") // called only if problem() has found both
  private NumberItems items() {
    return new NumberItems(from, to, step);
  }
}
