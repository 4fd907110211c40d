package dev.reeve.worker.handlers;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The notation of durations in payloads: {@code 250ms}, {@code 5s}, {@code 10m}, {@code 1h30m}. */
final class HandlerDurations {

  /** Nine digits at most, so that no sum overflows. */
  private static final Pattern NOTATION =
      Pattern.compile(
          "(?=.)(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?(?:([0-9]{1,9})ms)?");

  private HandlerDurations() {}

  /**
   * @param field named in the message
   * @throws IllegalArgumentException for people, when it is missing or no duration
   */
  static Duration parse(String field, @Nullable String text) {
    if (text == null) {
      throw new IllegalArgumentException(field + ": is missing; write it like 250ms, 5s or 1h30m");
    }
    Matcher parts = NOTATION.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          field + ": '" + text + "' is no duration; write it like 250ms, 5s, 10m, 2h or 1h30m");
    }
    return Duration.ofHours(number(parts.group(1)))
        .plusMinutes(number(parts.group(2)))
        .plusSeconds(number(parts.group(3)))
        .plusMillis(number(parts.group(4)));
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
