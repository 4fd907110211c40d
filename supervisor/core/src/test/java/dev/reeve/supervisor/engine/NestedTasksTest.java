package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ToWorker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks that running tasks ask for. */
class NestedTasksTest {

  private static EngineRig rig(int slots) {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.slots = slots;
    setup.spares = slots;
    return setup.start();
  }

  private static List<ToWorker> answers(EngineRig rig, int process) {
    return rig.process(process).sent.stream()
        .filter(m -> m instanceof ToWorker.Success || m instanceof ToWorker.Failure)
        .toList();
  }

  @Test
  void a_spare_worker_runs_what_the_only_one_asks_for_and_nothing_else() {
    EngineRig rig = rig(1);
    rig.submit("a", "b");
    rig.ready(0);
    rig.start(0, "a");
    assertThat(rig.launcher.processes).hasSize(1);
    rig.submitFrom(0, "a", "x");
    rig.ready(1);
    rig.startAndSucceed(1, "a/1");
    assertThat(answers(rig, 0)).containsExactly(new ToWorker.Success(RequestId.of("x"), Json.NULL));
    assertThat(rig.process(1).runs()).hasSize(1);
    rig.succeed(0, "a");
    assertThat(rig.process(1).askedToShutDown()).as("it is needed no more").isTrue();
    rig.startAndSucceed(0, "b");
    assertThat(rig.statuses()).isEqualTo("a=succeeded b=succeeded");
  }

  @Test
  void tasks_go_no_deeper_than_was_set() {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.slots = 2;
    setup.spares = 2;
    setup.maxTaskDepth = 1;
    EngineRig rig = setup.start();
    rig.submit("a");
    rig.ready(0);
    rig.start(0, "a");
    rig.submitFrom(0, "a", "x");
    rig.ready(1);
    rig.start(1, "a/1");
    rig.submitFrom(1, "a/1", "y");
    assertThat(answers(rig, 1).toString())
        .contains("tasks of tasks go 1 deep at most; raise SupervisorBuilder.maxTaskDepth");
  }

  @Test
  void a_spare_worker_runs_also_what_is_over_in_no_time() {
    EngineRig rig = rig(1);
    rig.submit("quick");
    rig.ready(0);
    rig.succeedAfter(0, "quick", Duration.ofNanos(1_000));
    rig.submit("a");
    rig.start(0, "a");
    rig.submitFrom(0, "a", "x");
    rig.ready(1);
    rig.startAndSucceed(1, "a/1");
    assertThat(answers(rig, 0)).hasSize(1);
  }

  @Test
  void what_a_worker_that_has_died_asked_for_among_its_last_words_is_not_run() {
    EngineRig rig = rig(1);
    rig.submit("a");
    rig.ready(0);
    rig.start(0, "a");
    rig.submitFrom(0, "a", "x");
    rig.ready(1);
    FromWorker again =
        new FromWorker.SubmitTask(RequestId.of("x"), rig.request(0, "a"), "h", Json.NULL);
    rig.lastWords(0, again);
    rig.exit(0, 9);
    rig.comeBack(1, "a/1");
    assertThat(rig.statuses()).isEqualTo("a=crashed");
    assertThat(rig.engine.snapshot().unsuccessful()).as("a and its one child").isEqualTo(2);
  }

  @Test
  void no_spare_is_started_for_a_slot_that_waits_out_its_back_off() {
    EngineRig rig = rig(1);
    rig.submit("a", "b");
    rig.ready(0);
    rig.start(0, "a");
    rig.exit(0, 9);
    assertThat(rig.launcher.processes).hasSize(1);
  }

  @Test
  void what_a_task_has_asked_for_ends_with_it() {
    EngineRig rig = rig(1);
    rig.submit("a");
    rig.ready(0);
    rig.start(0, "a");
    rig.submitFrom(0, "a", "x");
    rig.submitFrom(0, "a", "y");
    rig.ready(1);
    rig.start(1, "a/1");
    rig.exit(0, 9);
    assertThat(rig.engine.snapshot().queued()).as("of a/2").isZero();
    assertThat(rig.engine.snapshot().running()).isEqualTo(1);
    assertThat(rig.process(1).cancels())
        .containsExactly(new ToWorker.CancelTask(rig.request(1, "a/1"), false));
  }

  @Test
  void when_all_that_may_be_started_wait_the_next_is_refused() {
    EngineRig rig = rig(1);
    rig.submit("a");
    rig.ready(0);
    rig.start(0, "a");
    rig.submitFrom(0, "a", "x");
    rig.ready(1);
    rig.start(1, "a/1");
    rig.submitFrom(1, "a/1", "y");
    ToWorker.Failure refusal = (ToWorker.Failure) answers(rig, 1).get(0);
    assertThat(refusal.error().message())
        .isEqualTo("all workers that there may be wait for tasks of their own");
    rig.fail(1, "a/1", false);
    ToWorker.Failure failure = (ToWorker.Failure) answers(rig, 0).get(0);
    assertThat(failure.error().data().message()).contains("a/1", "it broke");
  }

  @Test
  void who_does_not_run_may_not_ask() {
    EngineRig rig = rig(1);
    rig.submit("a");
    rig.ready(0);
    rig.submitFrom(0, "a", "x");
    ToWorker.Failure refusal = (ToWorker.Failure) answers(rig, 0).get(0);
    assertThat(refusal.error().message()).contains("does not run");
  }
}
