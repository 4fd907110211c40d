package dev.reeve.text;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Durations as people write them: {@code 250ms}, {@code 5s}, {@code 10m}, {@code 2h}, {@code
 * 1h30m}. Whole numbers, units in falling order.
 */
public final class Durations {

  /** The longest duration that is read, 100 years: in nanoseconds it still fits a long. */
  public static final Duration MAX = Duration.ofDays(36_500);

  private static final String EXAMPLES = "250ms, 5s, 10m, 2h or 1h30m";

  private Durations() {}

  /**
   * Reads a duration from 0 to {@link #MAX}.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static Duration parse(String text) {
    return new Reader(text).read();
  }

  /** Writes a duration; parts below a millisecond are left out; {@code none} for null. */
  public static String text(@Nullable Duration duration) {
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

  /** Rounds for display: {@code 12.3ms}, {@code 4.5s}, {@code 2m05s}, {@code 1h02m}. */
  public static String rounded(long nanos) {
    double millis = nanos / 1e6;
    if (millis < 999.95) {
      return String.format(Locale.ROOT, "%.1fms", millis);
    }
    if (millis < 59_950) {
      return String.format(Locale.ROOT, "%.1fs", millis / 1000);
    }
    Duration duration = Duration.ofSeconds(Math.round(millis / 1000));
    return duration.toHours() == 0
        ? String.format(Locale.ROOT, "%dm%02ds", duration.toMinutes(), duration.toSecondsPart())
        : String.format(Locale.ROOT, "%dh%02dm", duration.toHours(), duration.toMinutesPart());
  }

  /** Reads one text, from left to right. */
  private static final class Reader {
    private final String text;
    private int position;
    private long millis;
    private long lastUnit = Long.MAX_VALUE;

    Reader(String text) {
      this.text = text;
    }

    Duration read() {
      do {
        long number = number();
        add(number, unit());
      } while (position < text.length());
      return Duration.ofMillis(millis);
    }

    private long number() {
      int start = position;
      while (position < text.length() && Notation.isDigit(text.charAt(position))) {
        position++;
      }
      long number = Notation.wholeNumber(text.substring(start, position));
      if (number < 0) {
        throw position - start > Notation.MAX_DIGITS ? tooLong() : invalid();
      }
      return number;
    }

    /** Returns the milliseconds of the unit at the position. */
    private long unit() {
      int start = position;
      while (position < text.length() && !Notation.isDigit(text.charAt(position))) {
        position++;
      }
      return switch (text.substring(start, position)) {
        case "ms" -> 1;
        case "s" -> 1_000;
        case "m" -> 60_000;
        case "h" -> 3_600_000;
        default -> throw invalid();
      };
    }

    private void add(long number, long unit) {
      if (unit >= lastUnit) {
        throw new IllegalArgumentException(
            Quote.of(text) + " has its units in the wrong order; write them falling, like 1h30m");
      }
      lastUnit = unit;
      if (number > (MAX.toMillis() - millis) / unit) {
        throw tooLong();
      }
      millis += number * unit;
    }

    private IllegalArgumentException invalid() {
      return Notation.invalid(text, "duration", EXAMPLES);
    }

    private IllegalArgumentException tooLong() {
      return new IllegalArgumentException(Quote.of(text) + " is longer than 100 years");
    }
  }
}
