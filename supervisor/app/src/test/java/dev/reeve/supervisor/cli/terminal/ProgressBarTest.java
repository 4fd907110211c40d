package dev.reeve.supervisor.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.Insights;
import dev.reeve.supervisor.model.PoolCondition;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.WaitReason;
import dev.reeve.supervisor.run.RunProgress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProgressBarTest {
  private static final TerminalStyle UNICODE = new TerminalStyle(false, true);

  private static RunProgress progress(long total) {
    PoolSnapshot.WorkerActivity worker =
        new PoolSnapshot.WorkerActivity(0, "busy", 11, "src[17]", 1_200_000_000L, null);
    return new RunProgress(new PoolSnapshot(5, 2, 74, 2, 2, List.of(worker)), total);
  }

  private static String bar(int columns, TerminalStyle style, RunProgress progress) {
    return new ProgressBar("backup", style, new ScreenColumns(columns, () -> 0), false)
        .of(progress, 9.9);
  }

  @Test
  void a_wide_screen_has_the_name_the_bar_and_all_numbers() {
    String expected =
        "backup  ━━━━━━━━━━━───────────────────  76/200  38%  2 failed  9.9/s  ETA 0:13";
    assertThat(bar(120, UNICODE, progress(200))).isEqualTo(expected);
    assertThat(bar(80, UNICODE, progress(200))).isEqualTo(expected);
    assertThat(bar(70, UNICODE, progress(200)))
        .isEqualTo("backup  ━━━━━━━╸─────────────  76/200  38%  2 failed  9.9/s  ETA 0:13");
  }

  @Test
  void a_narrow_screen_keeps_a_short_bar_and_the_failures() {
    assertThat(bar(40, UNICODE, progress(200)))
        .isEqualTo("━━────  76/200  38%  2 failed  ETA 0:13");
    assertThat(bar(20, UNICODE, progress(200))).isEqualTo("76/200  2 failed");
  }

  @Test
  void without_unicode_it_is_ascii() {
    assertThat(bar(40, TerminalStyle.PLAIN, progress(200)))
        .isEqualTo("==----  76/200  38%  2 failed  ETA 0:13");
  }

  @Test
  void a_stream_has_no_bar() {
    assertThat(bar(80, UNICODE, progress(-1)))
        .isEqualTo("backup  76 done  2 failed  2 running  9.9/s");
  }

  @Test
  void what_holds_tasks_back_is_told_and_kept_if_nothing_runs() {
    String why = "the load of 9.20 is above 8";
    PoolCondition waiting = new PoolCondition(4, false, 0, WaitReason.MACHINE);
    RunProgress held =
        new RunProgress(
            new PoolSnapshot(5, 0, 74, 2, 2, why, List.of(), waiting, Insights.NONE), 200);
    assertThat(bar(100, UNICODE, held)).contains("2 failed  held back: " + why + "  9.9/s");
    assertThat(bar(50, UNICODE, held)).contains("held back: " + why);
    assertThat(StatusText.of(held)).contains("no further task is started: " + why);
    assertThat(ProgressLine.of(held, 1, 200)).contains("held back: " + why);
  }

  @Test
  void skipped_tasks_are_not_failed_ones() {
    RunProgress halted = new RunProgress(new PoolSnapshot(0, 0, 3, 97, 1, List.of()), 100);
    assertThat(bar(80, UNICODE, halted)).contains("4/100  100%  1 failed  96 skipped");
  }

  @Test
  void a_paused_run_says_so_and_promises_no_end() {
    PoolCondition paused = new PoolCondition(4, true, 0, WaitReason.PAUSED);
    RunProgress progress =
        new RunProgress(
            new PoolSnapshot(5, 2, 74, 2, 2, null, List.of(), paused, Insights.NONE), 200);
    assertThat(bar(80, UNICODE, progress)).endsWith("76/200  38%  paused  2 failed  9.9/s");
    assertThat(bar(20, UNICODE, progress)).isEqualTo("76/200  paused");
    assertThat(ProgressLine.of(progress, 9.9, 80)).contains("paused").doesNotContain("ETA");
    assertThat(StatusText.of(progress).get(0)).endsWith("5 waiting; paused");
  }

  @Test
  void colours_take_no_columns() {
    String line = bar(80, new TerminalStyle(true, true), progress(200));
    assertThat(line.replaceAll("\u001b\\[\\d*m", "")).isEqualTo(bar(80, UNICODE, progress(200)));
    assertThat(line).contains("\u001b[31m2 failed");
  }

  @Test
  void workers_follow_if_they_are_wanted_and_there_is_room() {
    ProgressBar bar = new ProgressBar(null, UNICODE, new ScreenColumns(120, () -> 0), true);
    assertThat(bar.of(progress(200), 9.9)).endsWith("ETA 0:13  | 0:src[17] 1.2s");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 21, 25, 30, 38, 39, 40, 41, 50, 59, 60, 61, 62, 70, 80, 100, 120, 200})
  void it_never_takes_more_columns_than_there_are(int columns) {
    for (long total : new long[] {-1, 76, 77, 1_000_000}) {
      String line = bar(columns, UNICODE, progress(total));
      assertThat(TerminalText.width(line)).as(line).isLessThan(columns);
    }
  }
}
