package dev.reeve.supervisor.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.Insights.SlotUse;
import dev.reeve.supervisor.model.TaskResult.WorkerRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What workers did with their time, as programs and people get it. */
class InsightsTest {
  private static final WorkerMemory MEMORY = new WorkerMemory(-1, -1, -1, false);

  @Test
  void the_text_has_a_row_for_each_slot_a_sum_and_the_slowest_tasks() {
    Insights insights =
        new Insights(
            List.of(
                new SlotUse(0, 1, 1_234, times(310, 12_400, 200, 80)),
                new SlotUse(1, 3, 7, times(900, 0, 100, 0))),
            List.of(
                slow("photos[7]", TaskStatus.SUCCEEDED, 3_200),
                slow("a\nb\u001b", TaskStatus.TIMED_OUT, 500)));
    assertThat(insights.toText().lines())
        .containsExactly(
            "worker processes     tasks  starting   working   waiting    ending   busy",
            "     0         1      1234   310.0ms     12.4s   200.0ms    80.0ms   95 %",
            "     1         3         7   900.0ms     0.0ms   100.0ms     0.0ms    0 %",
            "   all         4      1241      1.2s     12.4s   300.0ms    80.0ms   89 %",
            "slowest tasks",
            "     3.2s  photos[7]  image/blur  worker 1 (pid 4711)",
            "  500.0ms  a b\\u001b  image/blur  worker 1 (pid 4711)  timed out");
  }

  @Test
  void a_pool_without_workers_has_a_heading_only() {
    assertThat(Insights.NONE.toText().lines()).hasSize(1);
    assertThat(Insights.NONE.times()).isEqualTo(WorkerTimes.NONE);
  }

  @Test
  void of_a_very_large_pool_the_first_slots_have_rows_and_the_sum_has_all() {
    List<SlotUse> many =
        IntStream.range(0, 100)
            .mapToObj(slot -> new SlotUse(slot, 1, 1, times(0, 1_000, 0, 0)))
            .toList();
    assertThat(new Insights(many, List.of()).toText().lines())
        .hasSize(42)
        .last()
        .asString()
        .contains("all       100       100", "1m40s");
  }

  @Test
  void a_summary_adds_up_the_processes_of_each_slot_and_keeps_the_slowest_of_all() {
    RunSummary pool =
        summary(
            List.of(report(0, 0, 5), report(0, 1, 6), report(1, 0, 7)),
            slow("a", TaskStatus.SUCCEEDED, 5),
            slow("b", TaskStatus.SUCCEEDED, 4),
            slow("c", TaskStatus.SUCCEEDED, 3),
            slow("d", TaskStatus.SUCCEEDED, 2),
            slow("e", TaskStatus.SUCCEEDED, 1));
    RunSummary process =
        summary(
            List.of(report(4, 0, 1)),
            slow("p", TaskStatus.FAILED, 4),
            slow("q", TaskStatus.FAILED, 1));
    Insights insights = pool.plus(process).insights();
    assertThat(insights.slots())
        .containsExactly(
            new SlotUse(0, 2, 11, times(2, 4, 6, 8)),
            new SlotUse(1, 1, 7, times(1, 2, 3, 4)),
            new SlotUse(4, 1, 1, times(1, 2, 3, 4)));
    assertThat(insights.slowest())
        .extracting(SlowTask::id)
        .containsExactly("a", "b", "p", "c", "d");
    assertThat(insights.times().total()).isEqualTo(Duration.ofMillis(40));
  }

  private static RunSummary summary(List<WorkerReport> workers, SlowTask... slowest) {
    return new RunSummary(
        RunEnding.COMPLETED,
        null,
        Map.of(),
        Duration.ofSeconds(1),
        workers,
        List.of(),
        List.of(slowest));
  }

  private static WorkerReport report(int slot, int generation, long tasks) {
    return new WorkerReport(
        slot, generation, 4711, 0, null, tasks, MEMORY, false, "x", times(1, 2, 3, 4), null, false);
  }

  private static SlowTask slow(String id, TaskStatus status, long millis) {
    return new SlowTask(
        id, "image/blur", status, Duration.ofMillis(millis), new WorkerRef(1, 4711));
  }

  private static WorkerTimes times(long starting, long working, long waiting, long ending) {
    return new WorkerTimes(
        Duration.ofMillis(starting),
        Duration.ofMillis(working),
        Duration.ofMillis(waiting),
        Duration.ofMillis(ending));
  }
}
