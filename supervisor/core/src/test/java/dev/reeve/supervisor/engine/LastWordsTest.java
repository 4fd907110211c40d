package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.protocol.FromWorker;
import dev.reeve.supervisor.model.TaskResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a dead worker had said and not written decides what its tasks are charged. */
class LastWordsTest {
  private final EngineRig rig = EngineRig.withSlots(1);

  @Test
  void a_result_among_them_counts_the_start_charges_and_what_waited_goes_back() {
    threeTasksInOneWorker();
    rig.lastWords(
        0,
        new FromWorker.Success(rig.request(0, "done"), Json.NULL, 5),
        new FromWorker.TaskStarted(rig.request(0, "deadly")));
    rig.exit(0, 137);
    assertThat(rig.statuses()).isEqualTo("first=succeeded done=succeeded deadly=crashed");
    assertThat(rig.engine.snapshot().queued()).isEqualTo(1);
  }

  @Test
  void those_of_a_worker_that_cannot_be_joined_count_as_well() {
    threeTasksInOneWorker();
    rig.process(0).lastWords =
        List.of(
            new FromWorker.Success(rig.request(0, "done"), Json.NULL, 5),
            new FromWorker.TaskStarted(rig.request(0, "deadly")));
    for (int second = 0; second < 60; second += 5) {
      rig.advance(Duration.ofSeconds(5));
    }
    assertThat(rig.process(0).killed).isTrue();
    assertThat(rig.statuses()).isEqualTo("first=succeeded done=succeeded deadly=crashed");
  }

  @Test
  void what_is_said_for_the_second_time_changes_nothing_and_nobody_complains() {
    threeTasksInOneWorker();
    FromWorker.TaskStarted start = new FromWorker.TaskStarted(rig.request(0, "done"));
    FromWorker.Success end = new FromWorker.Success(rig.request(0, "done"), Json.NULL, 5);
    rig.say(0, start, end);
    int told = rig.log.size();
    rig.lastWords(0, start, end);
    assertThat(rig.log).hasSize(told);
    rig.exit(0, 137);
    assertThat(rig.statuses()).isEqualTo("first=succeeded done=succeeded");
  }

  @Test
  void a_result_without_a_start_says_when_the_task_began() {
    rig.submit("short");
    rig.ready(0);
    rig.advance(Duration.ofSeconds(1));
    rig.say(
        0,
        new FromWorker.Success(
            rig.request(0, "short"), Json.NULL, Duration.ofMillis(300).toNanos()));
    TaskResult result = rig.result("short");
    assertThat(result.durationNanos()).isEqualTo(Duration.ofMillis(300).toNanos());
    assertThat(result.startedAt()).isEqualTo(rig.clock.wall().minusMillis(300));
  }

  /**
   * The first, which is answered, tells that its like are short, so two follow it into the pipe.
   */
  private void threeTasksInOneWorker() {
    rig.submit("first");
    rig.ready(0);
    rig.succeedAfter(0, "first", Duration.ofNanos(500));
    rig.submit("done", "deadly", "waiting");
  }
}
