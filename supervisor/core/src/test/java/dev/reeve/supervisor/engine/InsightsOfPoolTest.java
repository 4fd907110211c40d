package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.protocol.BatchSize;
import dev.reeve.protocol.FromWorker;
import dev.reeve.supervisor.engine.EngineRig.Setup;
import dev.reeve.supervisor.model.Insights;
import dev.reeve.supervisor.model.Insights.SlotUse;
import dev.reeve.supervisor.model.SlowTask;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WorkerReport;
import dev.reeve.supervisor.model.WorkerTimes;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the engine tells of the time of its workers, and of slow tasks. */
class InsightsOfPoolTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final EngineRig rig = EngineRig.withSlots(1);

  @Test
  void a_running_pool_tells_how_long_workers_start_work_and_wait() {
    rig.submit("a");
    rig.advance(SECOND.multipliedBy(2));
    assertThat(times()).isEqualTo(times(2, 0, 0, 0));
    rig.ready(0);
    rig.advance(SECOND);
    assertThat(times()).isEqualTo(times(2, 0, 1, 0));
    rig.start(0, "a");
    rig.advance(SECOND.multipliedBy(3));
    assertThat(times()).isEqualTo(times(2, 3, 1, 0));
    rig.succeed(0, "a");
    rig.advance(SECOND);
    assertThat(times()).isEqualTo(times(2, 3, 2, 0));
  }

  @Test
  void the_report_of_a_process_has_the_same_times_and_that_of_its_end() {
    rig.submit("a");
    rig.advance(SECOND);
    rig.ready(0);
    rig.start(0, "a");
    rig.advance(SECOND.multipliedBy(2));
    rig.succeed(0, "a");
    rig.finish();
    rig.advance(SECOND.multipliedBy(3));
    rig.goodbye(0);
    assertThat(rig.summary().workers())
        .singleElement()
        .extracting(WorkerReport::times)
        .isEqualTo(times(1, 2, 0, 3));
    assertThat(rig.summary().insights().slots())
        .containsExactly(new SlotUse(0, 1, 1, times(1, 2, 0, 3)));
  }

  @Test
  void a_task_that_runs_when_its_worker_dies_counts_as_work_and_all_processes_of_a_slot_add_up() {
    rig.submit(EngineRig.retries(1), "a");
    rig.ready(0);
    rig.start(0, "a");
    rig.advance(SECOND);
    rig.exit(0, 137);
    rig.advance(SECOND);
    rig.advance(SECOND);
    rig.ready(1);
    rig.start(1, "a");
    rig.advance(SECOND.multipliedBy(2));
    SlotUse use = insights().slots().get(0);
    assertThat(use.processes()).isEqualTo(2);
    assertThat(use.times().working()).isEqualTo(Duration.ofSeconds(3));
    assertThat(insights().slots()).hasSize(1);
  }

  @Test
  void the_time_that_a_stopping_worker_needs_for_its_task_is_work() {
    rig.submit("a");
    rig.ready(0);
    rig.start(0, "a");
    rig.advance(SECOND);
    rig.drain("enough");
    rig.advance(EngineRig.GRACE.plusMillis(1));
    rig.advance(SECOND);
    rig.succeed(0, "a");
    rig.advance(SECOND);
    WorkerTimes times = times();
    assertThat(times.working()).isEqualTo(Duration.ofMillis(7_001));
    assertThat(times.ending()).isEqualTo(SECOND);
    assertThat(times.total()).isEqualTo(Duration.ofMillis(8_001));
  }

  @Test
  void a_batch_is_one_call_of_its_handler() {
    Setup setup = new Setup();
    setup.batches = Map.of("h", new BatchSize(8, 0, 1 << 20));
    EngineRig batches = setup.start();
    batches.ready(0);
    batches.submit("first");
    batches.start(0, "first");
    batches.submit("b", "c");
    batches.succeed(0, "first");
    batches.say(
        0,
        new FromWorker.TaskStarted(batches.request(0, "b")),
        new FromWorker.TaskStarted(batches.request(0, "c")));
    batches.advance(SECOND);
    batches.succeed(0, "b");
    batches.succeed(0, "c");
    assertThat(batches.engine.snapshot().insights().times().working()).isEqualTo(SECOND);
  }

  @Test
  void the_five_tasks_that_took_longest_are_kept_the_slowest_first() {
    rig.ready(0);
    int[] seconds = {3, 1, 9, 2, 7, 8, 1, 4, 6, 5};
    for (int each : seconds) {
      rig.submit("t" + each);
      rig.start(0, "t" + each);
      rig.advance(SECOND.multipliedBy(each));
      if (each == 8) {
        rig.fail(0, "t8", false);
      } else {
        rig.succeed(0, "t" + each);
      }
    }
    assertThat(insights().slowest())
        .extracting(SlowTask::id)
        .containsExactly("t9", "t8", "t7", "t6", "t5");
    SlowTask failed = insights().slowest().get(1);
    assertThat(failed.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(failed.duration()).isEqualTo(Duration.ofSeconds(8));
    assertThat(failed.worker().pid()).isEqualTo(1000);
    rig.finish();
    rig.goodbye(0);
    assertThat(rig.summary().slowest())
        .hasSize(5)
        .first()
        .isEqualTo(rig.summary().insights().slowest().get(0));
  }

  @Test
  void a_task_that_is_tried_again_is_one_slow_task() {
    rig.submit(EngineRig.retries(1), "a");
    rig.ready(0);
    rig.start(0, "a");
    rig.fail(0, "a", false);
    assertThat(insights().slowest()).isEmpty();
    rig.advance(SECOND);
    rig.start(0, "a");
    rig.succeed(0, "a");
    assertThat(insights().slowest()).hasSize(1);
  }

  private Insights insights() {
    return rig.engine.snapshot().insights();
  }

  private WorkerTimes times() {
    return insights().times();
  }

  private static WorkerTimes times(long starting, long working, long waiting, long ending) {
    return new WorkerTimes(
        Duration.ofSeconds(starting),
        Duration.ofSeconds(working),
        Duration.ofSeconds(waiting),
        Duration.ofSeconds(ending));
  }
}
