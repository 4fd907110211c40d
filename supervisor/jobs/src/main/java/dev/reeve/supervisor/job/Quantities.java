package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.HaltRule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The notations that job files and the command line share. All throw {@link
 * IllegalArgumentException} with a message for people.
 */
public final class Quantities {

  /** The longest duration, 100 years: in nanoseconds it still fits a long. */
  public static final Duration MAX_DURATION = Duration.ofDays(36_500);

  /** The largest pool that can be asked for. */
  public static final int MAX_WORKERS = 10_000;

  /** The largest share of the processors that can be asked for. */
  public static final int MAX_WORKERS_PERCENT = 1_000;

  private Quantities() {}

  /**
   * {@code 250ms}, {@code 5s}, {@code 10m}, {@code 2h}, {@code 1h30m}: whole numbers, units in
   * falling order; from 0 to {@link #MAX_DURATION}.
   */
  public static Duration duration(String text) {
    return new DurationNotation(text).read();
  }

  /** {@code 512k}, {@code 256m}, {@code 2g}, or bytes; powers of 1024; from 1. */
  public static long size(String text) {
    int shift = text.isEmpty() ? 0 : shiftOf(text.charAt(text.length() - 1));
    String digits = shift == 0 ? text : text.substring(0, text.length() - 1);
    long number = wholeNumber(digits);
    if (number < 1 || number > Long.MAX_VALUE >> shift) {
      throw invalid(text, "size", "512k, 256m or 2g, powers of 1024");
    }
    return number << shift;
  }

  private static int shiftOf(char unit) {
    return switch (unit) {
      case 'k', 'K' -> 10;
      case 'm', 'M' -> 20;
      case 'g', 'G' -> 30;
      default -> 0;
    };
  }

  /** {@code 4} or {@code 50%}. */
  public static WorkerCount workers(String text) {
    if (text.endsWith("%")) {
      double percent = percentage(text);
      if (percent > 0 && percent <= MAX_WORKERS_PERCENT) {
        return new WorkerCount(0, percent);
      }
    } else {
      long number = wholeNumber(text);
      if (number >= 1 && number <= MAX_WORKERS) {
        return new WorkerCount((int) number, 0);
      }
    }
    throw invalid(
        text,
        "number of workers",
        "4 (1 to "
            + MAX_WORKERS
            + "), or as a share of the processors like 50% (up to "
            + MAX_WORKERS_PERCENT
            + "%)");
  }

  /** {@code now,fail=3}, {@code soon,fail=10%}. */
  public static HaltRule halt(String text) {
    boolean now = text.startsWith("now,fail=");
    if (now || text.startsWith("soon,fail=")) {
      HaltRule rule = haltRule(now, text.substring(text.indexOf('=') + 1));
      if (rule != null) {
        return rule;
      }
    }
    throw invalid(text, "halt rule", "now,fail=1, soon,fail=3 or soon,fail=10%");
  }

  private static @Nullable HaltRule haltRule(boolean now, String limit) {
    if (limit.endsWith("%")) {
      double percent = percentage(limit);
      return percent > 0 && percent <= 100 ? new HaltRule(now, 0, percent) : null;
    }
    long failures = wholeNumber(limit);
    return failures >= 1 ? new HaltRule(now, failures, 0) : null;
  }

  /** The number before the percent sign; −1 if there is none. */
  private static double percentage(String text) {
    String number = text.substring(0, text.length() - 1);
    boolean plain = !number.isEmpty() && number.length() <= 12 && isDecimal(number);
    return plain ? Double.parseDouble(number) : -1;
  }

  private static boolean isDecimal(String text) {
    return text.chars().allMatch(c -> isDigit(c) || c == '.')
        && isDigit(text.charAt(0))
        && isDigit(text.charAt(text.length() - 1))
        && text.indexOf('.') == text.lastIndexOf('.');
  }

  /** The number that {@code text} spells in ASCII digits; −1 if it does not, or is past a long. */
  public static long wholeNumber(String text) {
    if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(Quantities::isDigit)) {
      return -1;
    }
    return Long.parseLong(text);
  }

  public static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  public static IllegalArgumentException invalid(String text, String noun, String examples) {
    return new IllegalArgumentException(
        QuotedText.of(text) + " is no " + noun + "; write one like " + examples);
  }
}
