package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.ExitResults;
import dev.reeve.supervisor.engine.EngineRig.Setup;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.WorkerReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the engine does for the hooks of workers: their place, their end, and what they leave. */
class WorkerHooksTest {
  private final Setup setup = new Setup();

  @Test
  void what_a_worker_leaves_is_in_its_report_and_told_to_the_listener() {
    List<Json> told = new ArrayList<>();
    setup.listener = collecting(told);
    EngineRig rig = setup.start();
    rig.ready(0);
    rig.finish();
    leave(rig, 0, Json.number(17));
    assertThat(told).containsExactly(Json.number(17));
    assertThat(ExitResults.of(rig.summary(), long.class)).containsExactly(17L);
    assertThatThrownBy(() -> ExitResults.of(rig.summary(), boolean.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("worker 0.0 left another value than a java.lang.Boolean");
  }

  @Test
  void what_workers_leave_is_kept_up_to_a_limit_and_told_to_the_listener_in_any_case() {
    List<Json> told = new ArrayList<>();
    setup.listener = collecting(told);
    setup.slots = 3;
    Json large = Json.string("x".repeat(WorkerReport.MAX_EXIT_RESULTS_BYTES / 2));
    EngineRig rig = setup.start();
    rig.submit("a", "b", "c");
    rig.ready(0, 1, 2);
    rig.startAndSucceed(0, "a");
    rig.startAndSucceed(1, "b");
    rig.startAndSucceed(2, "c");
    rig.finish();
    leave(rig, 0, large);
    leave(rig, 1, large);
    leave(rig, 2, Json.number(17));
    assertThat(told).containsExactly(large, large, Json.number(17));
    assertThat(rig.summary().workers())
        .extracting(WorkerReport::exitResult)
        .containsExactly(large, null, Json.number(17));
    assertThat(rig.log)
        .filteredOn(line -> line.contains("exit result"))
        .singleElement()
        .asString()
        .startsWith("WARNING the exit result of worker 1.0 is not kept")
        .contains("those of a run take 16 MiB at most");
    assertThatThrownBy(() -> ExitResults.of(rig.summary(), Json.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the exit result of worker 1.0 was not kept");
  }

  private static SupervisorListener collecting(List<Json> told) {
    return new SupervisorListener() {
      @Override
      public void workerExited(WorkerReport report) {
        told.add(report.exitResult());
      }
    };
  }

  private static void leave(EngineRig rig, int number, Json exitResult) {
    rig.answerShutdown(number, exitResult);
    rig.exit(number, 0);
  }

  @Test
  void a_worker_that_leaves_nothing_or_crashes_has_no_exit_result() {
    setup.slots = 2;
    EngineRig rig = setup.start();
    rig.submit("a", "b");
    rig.ready(0, 1);
    rig.startAndSucceed(0, "a");
    rig.start(1, "b");
    rig.exit(1, 3);
    rig.finish();
    rig.goodbye(0);
    assertThat(ExitResults.of(rig.summary(), Json.class)).isEmpty();
    assertThat(rig.summary().workers()).hasSize(2);
  }

  @Test
  void the_input_of_a_worker_with_a_hook_stays_open_until_the_hook_has_been_closed() {
    setup.hook = true;
    EngineRig rig = setup.start();
    rig.ready(0);
    rig.finish();
    assertThat(rig.process(0).askedToShutDown()).isTrue();
    assertThat(rig.process(0).inputClosed).isFalse();
    rig.answerShutdown(0, null);
    assertThat(rig.process(0).inputClosed).isTrue();
  }

  @Test
  void the_input_of_a_worker_whose_hook_does_not_end_is_closed_before_the_first_signal() {
    setup.hook = true;
    EngineRig rig = setup.start();
    rig.ready(0);
    rig.finish();
    rig.advance(EngineRig.GRACE.plus(Duration.ofMillis(1)));
    assertThat(rig.process(0).inputClosed).isTrue();
    assertThat(rig.process(0).terminated).isTrue();
  }

  @Test
  void a_worker_that_is_terminated_at_once_hears_of_no_end_of_its_input_before_the_signal() {
    setup.hook = true;
    EngineRig rig = setup.start();
    rig.ready(0);
    rig.post(new EngineEvent.TerminateRequested("enough"));
    rig.engine.settle();
    assertThat(rig.process(0).terminated).isTrue();
    assertThat(rig.process(0).inputClosed).isFalse();
  }

  @Test
  void the_input_of_a_worker_without_a_hook_is_closed_with_the_request_to_end() {
    EngineRig rig = setup.start();
    rig.ready(0);
    rig.finish();
    assertThat(rig.process(0).inputClosed).isTrue();
  }

  @Test
  void a_single_process_is_told_the_slot_by_which_others_know_it() {
    setup.single = true;
    EngineRig rig = setup.start();
    assertThat(((ToWorker.Initialize) rig.process(0).sent.get(0)).slot()).isEqualTo(7);
  }
}
