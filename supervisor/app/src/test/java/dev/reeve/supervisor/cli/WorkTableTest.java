package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.redis.WorkOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The options of the command work. */
class WorkTableTest {
  private static String warning(Duration keep) throws CommandAbortedException {
    OptionValues values = new OptionValues();
    values.add(WorkTable.KEEP_RECORDS, keep);
    WorkOptions options = WorkTable.work(values, 1);
    assertThat(options.keepRecords()).isEqualTo(keep);
    return WorkTable.warning(options);
  }

  @Test
  void recordsThatAreKeptForLessThanAMinuteAreWarnedOf() throws Exception {
    assertThat(warning(Duration.ofSeconds(59))).contains("kept for 59s only", "RecordExpired");
    assertThat(warning(Duration.ofMinutes(1))).isNull();
    assertThat(WorkTable.warning(WorkTable.work(new OptionValues(), 1))).isNull();
  }
}
