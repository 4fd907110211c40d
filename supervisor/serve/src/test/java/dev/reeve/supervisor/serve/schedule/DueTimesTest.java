package dev.reeve.supervisor.serve.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DueTimesTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void steps_are_counted_from_the_start_whenever_they_are_asked_for() {
    DueTimes times = DueTimes.of(Schedules.every("a", Duration.ofMinutes(10)), START, BERLIN);
    assertThat(times.after(START)).isEqualTo("2026-03-01T12:10:00Z");
    assertThat(times.after(START.plusSeconds(599))).isEqualTo("2026-03-01T12:10:00Z");
    assertThat(times.after(START.plusSeconds(600))).isEqualTo("2026-03-01T12:20:00Z");
    assertThat(times.after(START.minusSeconds(7200))).isEqualTo("2026-03-01T12:10:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "0 3 * * *, 2026-03-01T12:00:00Z, 2026-03-02T03:00:00Z",
    "*/15 * * * *, 2026-03-01T12:00:00Z, 2026-03-01T12:15:00Z",
    "30 8 * * 1-5, 2026-03-06T09:00:00Z, 2026-03-09T08:30:00Z",
    "0 0 29 2 *, 2026-03-01T12:00:00Z, 2028-02-29T00:00:00Z",
    "0 12 1 * *, 2026-03-01T12:00:00Z, 2026-04-01T12:00:00Z",
  })
  void expressions_are_those_of_crontab(String cron, Instant time, Instant next) {
    DueTimes times = DueTimes.of(Schedules.cron("a", cron), START, ZoneOffset.UTC);
    assertThat(times.after(time)).isEqualTo(next);
  }

  @Test
  void hours_are_those_of_the_zone_also_on_the_day_when_its_clocks_change() {
    DueTimes times = DueTimes.of(Schedules.cron("a", "0 3 * * *"), START, BERLIN);
    assertThat(times.after(Instant.parse("2026-03-27T12:00:00Z")))
        .isEqualTo("2026-03-28T02:00:00Z");
    assertThat(times.after(Instant.parse("2026-03-28T12:00:00Z")))
        .isEqualTo("2026-03-29T01:00:00Z");
    assertThat(times.after(Instant.parse("2026-10-24T12:00:00Z")))
        .isEqualTo("2026-10-25T02:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 3 * *", "0 3 * * * *", "61 * * * *", "often", "0 0 31 2 *", "@daily"})
  void what_crontab_has_not_is_refused_with_its_place(String cron) {
    assertThatThrownBy(() -> DueTimes.of(Schedules.cron("a", cron), START, BERLIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("schedules[0].cron: \"" + cron + "\" is not as crontab has it");
  }
}
