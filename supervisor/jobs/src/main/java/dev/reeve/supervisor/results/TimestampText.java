package dev.reeve.supervisor.results;

import dev.reeve.json.JsonWriter;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Instants as {@code 2026-11-20T10:00:00.123Z}: UTC, always with three decimals, the rest cut off.
 * Remembers the second it formatted last, since results come in the order of time, more or less.
 * Not thread-safe.
 */
final class TimestampText {
  private long second = Long.MIN_VALUE;
  private String text = "";

  void write(Instant instant, JsonWriter out) {
    if (instant.getEpochSecond() != second) {
      second = instant.getEpochSecond();
      text = toTheSecond(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
    }
    int millis = instant.getNano() / 1_000_000;
    out.ascii(text)
        .ascii((char) ('0' + millis / 100))
        .ascii((char) ('0' + millis / 10 % 10))
        .ascii((char) ('0' + millis % 10))
        .ascii('Z');
  }

  /** By hand: a formatter takes longer to make than a short run to do all else. */
  private static String toTheSecond(LocalDateTime time) {
    return time.toLocalDate()
        + "T"
        + twoDigits(time.getHour())
        + ":"
        + twoDigits(time.getMinute())
        + ":"
        + twoDigits(time.getSecond())
        + ".";
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
