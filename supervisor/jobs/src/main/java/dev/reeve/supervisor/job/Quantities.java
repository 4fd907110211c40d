package dev.reeve.supervisor.job;

import dev.reeve.supervisor.model.HaltRule;
import dev.reeve.text.Notation;
import org.jspecify.annotations.Nullable;

/**
 * The notations that job files and the command line share. All throw {@link
 * IllegalArgumentException} with a message for people.
 */
public final class Quantities {

  /** The largest pool that can be asked for. */
  public static final int MAX_WORKERS = 10_000;

  /** The largest share of the processors that can be asked for. */
  public static final int MAX_WORKERS_PERCENT = 1_000;

  private Quantities() {}

  /** {@code 4} or {@code 50%}. */
  public static WorkerCount workers(String text) {
    if (text.endsWith("%")) {
      double percent = percentage(text);
      if (percent > 0 && percent <= MAX_WORKERS_PERCENT) {
        return new WorkerCount(0, percent);
      }
    } else {
      long number = Notation.wholeNumber(text);
      if (number >= 1 && number <= MAX_WORKERS) {
        return new WorkerCount((int) number, 0);
      }
    }
    throw Notation.invalid(
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
    throw Notation.invalid(text, "halt rule", "now,fail=1, soon,fail=3 or soon,fail=10%");
  }

  private static @Nullable HaltRule haltRule(boolean now, String limit) {
    if (limit.endsWith("%")) {
      double percent = percentage(limit);
      return percent > 0 && percent <= 100 ? new HaltRule(now, 0, percent) : null;
    }
    long failures = Notation.wholeNumber(limit);
    return failures >= 1 ? new HaltRule(now, failures, 0) : null;
  }

  /** The number before the percent sign; −1 if there is none. */
  private static double percentage(String text) {
    String number = text.substring(0, text.length() - 1);
    boolean plain = !number.isEmpty() && number.length() <= 12 && isDecimal(number);
    return plain ? Double.parseDouble(number) : -1;
  }

  private static boolean isDecimal(String text) {
    return text.chars().allMatch(c -> Notation.isDigit(c) || c == '.')
        && Notation.isDigit(text.charAt(0))
        && Notation.isDigit(text.charAt(text.length() - 1))
        && text.indexOf('.') == text.lastIndexOf('.');
  }
}
