package dev.reeve.text;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Quantities in messages, in the notation of job files. */
public final class Words {
  private Words() {}

  /** {@code 1h30m}, {@code 5s}, {@code 250ms}; parts below a millisecond are left out. */
  public static String duration(@Nullable Duration duration) {
    if (duration == null) {
      return "none";
    }
    StringBuilder text = new StringBuilder();
    append(text, duration.toHours(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.length() == 0 ? "0s" : text.toString();
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(amount).append(unit);
    }
  }

  /** Bytes as {@code 512 MiB}. */
  public static String mebibytes(long bytes) {
    return (bytes >> 20) + " MiB";
  }

  /** {@code 1 task}, {@code 2 tasks}. */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
