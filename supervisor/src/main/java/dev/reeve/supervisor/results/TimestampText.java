package dev.reeve.supervisor.results;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Instants as {@code 2026-11-20T10:00:00.123Z}: UTC, always with three decimals, the rest cut off.
 * Remembers the second it formatted last, since results come in the order of time, more or less.
 * Not thread-safe.
 */
final class TimestampText {
  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.", Locale.ROOT).withZone(ZoneOffset.UTC);

  private long second = Long.MIN_VALUE;
  private String text = "";

  void write(Instant instant, JsonBytes out) {
    if (instant.getEpochSecond() != second) {
      second = instant.getEpochSecond();
      text = TO_THE_SECOND.format(instant);
    }
    int millis = instant.getNano() / 1_000_000;
    out.ascii(text)
        .put((char) ('0' + millis / 100))
        .put((char) ('0' + millis / 10 % 10))
        .put((char) ('0' + millis % 10))
        .put('Z');
  }
}
