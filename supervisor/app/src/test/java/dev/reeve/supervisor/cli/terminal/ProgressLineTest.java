package dev.reeve.supervisor.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.PoolSnapshot.WorkerActivity;
import dev.reeve.supervisor.progress.RateMeter;
import dev.reeve.supervisor.run.RunProgress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProgressLineTest {
  private static final PoolSnapshot POOL =
      new PoolSnapshot(
          5,
          2,
          10,
          4,
          1,
          List.of(
              new WorkerActivity(0, "busy", 11, "src[17]", 1_200_000_000L, null),
              new WorkerActivity(1, "idle", 12, null, 0, null),
              new WorkerActivity(2, "busy", 13, "pictures", 20_000_000L, "50 % blur")));

  private static RunProgress progress(long tasks) {
    return new RunProgress(POOL, tasks);
  }

  @Test
  void with_a_known_total_it_tells_what_is_left_and_for_how_long() {
    assertThat(ProgressLine.of(progress(100), 44.5, 200))
        .isEqualTo(
            "11/100 done  1 failed  3 skipped  2 running  84 left  44.5/s  ETA 0:02"
                + "  | 0:src[17] 1.2s  1:idle  2:pictures 20.0ms 50 % blur");
  }

  @Test
  void a_stream_has_no_end_that_could_be_told() {
    assertThat(ProgressLine.of(progress(-1), 1234.4, 200))
        .startsWith("11 done  1 failed  3 skipped  2 running  5 waiting  1234/s  | 0:");
  }

  @Test
  void workers_are_left_out_where_there_is_no_room() {
    assertThat(ProgressLine.of(progress(100), 44.5, 90)).endsWith("ETA 0:02  | 0:src[17] 1.2s");
    assertThat(ProgressLine.of(progress(100), 44.5, 70)).endsWith("ETA 0:02");
  }

  @ParameterizedTest
  @CsvSource({"20", "40", "57", "58", "59", "60", "76", "77", "100"})
  void it_never_takes_more_columns_than_there_are(int columns) {
    assertThat(TerminalText.width(ProgressLine.of(progress(100), 44.5, columns)))
        .isLessThanOrEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({"86, 0:01", "1, 1:26", "0.01, 2:23:20", "0.0001, 9d", "0.0000001, 99d"})
  void the_time_left_is_rounded_up(double rate, String eta) {
    assertThat(ProgressLine.of(progress(100), rate, 200)).contains("ETA " + eta + "  |");
  }

  @Test
  void without_a_rate_there_is_no_time_left_to_tell() {
    assertThat(ProgressLine.of(progress(100), 0, 200)).doesNotContain("ETA");
  }

  @Test
  void the_rate_follows_the_last_ten_seconds() {
    RateMeter meter = new RateMeter();
    long second = 1_000_000_000L;
    assertThat(meter.at(0, 0)).isZero();
    assertThat(meter.at(second, 100)).isEqualTo(100);
    assertThat(meter.at(2 * second, 300)).isEqualTo(150);
    for (int i = 3; i <= 14; i++) {
      meter.at(i * second, 300);
    }
    assertThat(meter.at(15 * second, 300)).isZero();
  }
}
