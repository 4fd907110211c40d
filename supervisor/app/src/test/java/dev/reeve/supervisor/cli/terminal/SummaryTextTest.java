package dev.reeve.supervisor.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WorkerMemory;
import dev.reeve.supervisor.model.WorkerReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SummaryTextTest {

  @Test
  void one_line_tells_how_it_went() {
    RunSummary summary =
        new RunSummary(
            RunEnding.COMPLETED,
            null,
            Map.of(TaskStatus.SUCCEEDED, 98L, TaskStatus.TIMED_OUT, 2L),
            Duration.ofMillis(2_500),
            List.of(),
            List.of());
    assertThat(SummaryText.line(summary, Map.of(), 1))
        .isEqualTo("100 tasks in 2.5s (40.0/s): 98 succeeded, 2 timed out; exit code 1");
  }

  @Test
  void tasks_that_earlier_runs_had_done_are_told_apart() {
    RunSummary summary =
        new RunSummary(
            RunEnding.COMPLETED,
            null,
            Map.of(TaskStatus.SUCCEEDED, 5L),
            Duration.ofSeconds(1),
            List.of(),
            List.of());
    assertThat(
            SummaryText.line(summary, Map.of(TaskStatus.SUCCEEDED, 90L, TaskStatus.FAILED, 2L), 1))
        .isEqualTo(
            "5 tasks in 1.0s (5.0/s): 5 succeeded; 92 already done: 90 succeeded, 2 failed;"
                + " exit code 1");
  }

  @Test
  void the_table_names_every_worker_with_its_end() {
    String table =
        SummaryText.workers(
            List.of(
                new WorkerReport(0, 0, 4711, 0, null, 60, peak(50_855_936), false, "finished"),
                new WorkerReport(
                    0, 1, 4712, 137, "KILL", 3, peak(-1), true, "ended unasked under task a"),
                new WorkerReport(1, 0, 4713, null, null, 0, peak(-1), false, "lost")));
    assertThat(table.lines())
        .containsExactly(
            "  worker       pid     tasks   memory  exit       ended because",
            "  0.0         4711        60    48.5m  0          finished",
            "  0.1         4712         3        -  137 KILL   crashed: ended unasked under task a",
            "  1.0         4713         0        -  not joined lost");
  }

  @Test
  void of_very_many_workers_the_last_are_shown_and_the_rest_is_counted() {
    List<WorkerReport> workers =
        IntStream.range(0, 100)
            .mapToObj(i -> new WorkerReport(0, i, i, 0, null, 1, peak(-1), false, "recycled"))
            .toList();
    assertThat(SummaryText.workers(workers).lines())
        .hasSize(42)
        .anyMatch(line -> line.contains("60 earlier ones"))
        .last()
        .asString()
        .contains("0.99");
  }

  @Test
  void without_workers_there_is_no_table() {
    assertThat(SummaryText.workers(List.of())).isEmpty();
  }

  /** Memory of which only the peak is known. */
  private static WorkerMemory peak(long bytes) {
    return new WorkerMemory(-1, -1, bytes, false);
  }
}
