package dev.reeve.supervisor.job;

import java.time.Duration;

/** Reads {@code 1h30m} and its like, from left to right. */
public final class DurationNotation {
  private static final String EXAMPLES = "250ms, 5s, 10m, 2h or 1h30m";

  private final String text;
  private int position;
  private long millis;
  private long lastUnit = Long.MAX_VALUE;

  public DurationNotation(String text) {
    this.text = text;
  }

  public Duration read() {
    do {
      long number = number();
      add(number, unit());
    } while (position < text.length());
    return Duration.ofMillis(millis);
  }

  private long number() {
    int start = position;
    while (position < text.length() && Quantities.isDigit(text.charAt(position))) {
      position++;
    }
    long number = Quantities.wholeNumber(text.substring(start, position));
    if (number < 0) {
      throw position - start > 18 ? tooLong() : invalid();
    }
    return number;
  }

  /** Milliseconds of the unit at the position. */
  private long unit() {
    int start = position;
    while (position < text.length() && !Quantities.isDigit(text.charAt(position))) {
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
          QuotedText.of(text)
              + " has its units in the wrong order; write them falling, like 1h30m");
    }
    lastUnit = unit;
    if (number > (Quantities.MAX_DURATION.toMillis() - millis) / unit) {
      throw tooLong();
    }
    millis += number * unit;
  }

  private IllegalArgumentException invalid() {
    return Quantities.invalid(text, "duration", EXAMPLES);
  }

  private IllegalArgumentException tooLong() {
    return new IllegalArgumentException(QuotedText.of(text) + " is longer than 100 years");
  }
}
