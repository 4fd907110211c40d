package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.job.JobFormat;
import dev.reeve.supervisor.job.Quantities;
import dev.reeve.text.Durations;
import dev.reeve.text.Quote;
import dev.reeve.text.Sizes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the values of options. */
final class ValueReader {
  private ValueReader() {}

  /**
   * Returns the value that a text stands for.
   *
   * @throws IllegalArgumentException with a message for people, if the text is no such value
   */
  static Object read(ValueKind kind, String text) {
    return switch (kind) {
      case FLAG -> true;
      case TEXT, OPTIONAL_TEXT -> text;
      case FOREIGN_OPTION -> notEmpty(text, "it is empty");
      case FILE -> file(notEmpty(text, "it is empty; a file is expected"));
      case PATTERN -> pattern(text);
      case WORKER_COUNT -> Quantities.workers(text);
      case HALT_RULE -> Quantities.halt(text);
      case DURATION -> Durations.parse(text);
      case POSITIVE_DURATION -> positiveDuration(text);
      case SIZE -> Sizes.parse(text);
      case AMOUNT -> amount(text);
      case POSITIVE_DECIMAL -> positiveDecimal(text);
      case COUNT -> count(text);
      case POSITIVE_NUMBER -> positiveNumber(text);
      case OUTPUT -> word(text, OutputOptions.Output.values());
      case PROGRESS -> word(text, OutputOptions.Progress.values());
      case JOB_FORMAT -> word(text, JobFormat.values());
      case SHELL -> word(text, CompletionShell.values());
      case SCHEMA -> word(text, SchemaKind.values());
    };
  }

  private static String notEmpty(String text, String problem) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(problem);
    }
    return text;
  }

  private static Path file(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "the locale cannot express it; set LC_ALL=C.UTF-8 if the name is UTF-8", e);
    }
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          Quote.of(text) + " is no regular expression: " + e.getDescription(), e);
    }
  }

  private static Duration positiveDuration(String text) {
    Duration duration = Durations.parse(text);
    require(!duration.isZero(), "above 0", text);
    return duration;
  }

  private static int count(String text) {
    long number = wholeNumber(text);
    require(number >= 0 && number <= Integer.MAX_VALUE, "a whole number from 0", text);
    return (int) number;
  }

  private static Map.Entry<String, Integer> amount(String text) {
    int sign = text.lastIndexOf('=');
    require(sign > 0, "a name and an amount such as gpu=4", text);
    long number = wholeNumber(text.substring(sign + 1));
    require(number > 0 && number <= Integer.MAX_VALUE, "a name and a whole number from 1", text);
    return Map.entry(text.substring(0, sign), (int) number);
  }

  private static double positiveDecimal(String text) {
    double number = 0;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      // told below
    }
    require(number > 0 && number <= Double.MAX_VALUE, "a number above 0", text);
    return number;
  }

  private static long positiveNumber(String text) {
    long number = wholeNumber(text);
    require(number > 0, "a whole number from 1", text);
    return number;
  }

  private static long wholeNumber(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a whole number", e);
    }
  }

  private static void require(boolean condition, String expected, String text) {
    if (!condition) {
      throw new IllegalArgumentException("'" + text + "' is not " + expected);
    }
  }

  private static Enum<?> word(String text, Enum<?>[] words) {
    StringBuilder names = new StringBuilder();
    for (Enum<?> word : words) {
      if (word.name().equalsIgnoreCase(text)) {
        return word;
      }
      names.append(names.isEmpty() ? "" : ", ").append(word.name().toLowerCase(Locale.ROOT));
    }
    throw new IllegalArgumentException("'" + text + "' is none of " + names);
  }
}
