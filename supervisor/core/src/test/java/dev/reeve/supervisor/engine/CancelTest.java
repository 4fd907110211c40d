package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.protocol.ErrorData;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.engine.worker.PoolCommand;
import dev.reeve.supervisor.engine.worker.Worker;
import dev.reeve.supervisor.model.CancelOutcome;
import dev.reeve.supervisor.process.WorkerEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A task that its submitter cancels, wherever it is. */
class CancelTest {

  @Test
  void a_task_in_the_queue_is_cancelled_at_once_and_never_given_to_a_worker() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a", "b", "c");
    rig.ready(0);
    rig.start(0, "a");
    rig.cancel("b");
    assertThat(rig.statuses()).isEqualTo("b=cancelled");
    assertThat(rig.result("b").attempts()).isZero();
    rig.succeed(0, "a");
    rig.startAndSucceed(0, "c");
    assertThat(rig.statuses()).isEqualTo("b=cancelled a=succeeded c=succeeded");
    rig.cancel("b");
    assertThat(rig.results).hasSize(3);
  }

  @Test
  void of_thousands_in_the_queue_those_that_are_left_run_in_their_order() {
    EngineRig rig = EngineRig.withSlots(1);
    String[] ids = IntStream.range(0, 5_000).mapToObj(i -> "t" + i).toArray(String[]::new);
    rig.submit(ids);
    for (int i = 4_999; i >= 0; i--) {
      if (i % 1_000 != 7) {
        rig.cancel("t" + i);
      }
    }
    rig.ready(0);
    for (int i = 7; i < 5_000; i += 1_000) {
      rig.startAndSucceed(0, "t" + i);
    }
    rig.finish();
    rig.goodbye(0);
    assertThat(rig.summary().total()).isEqualTo(5_000);
    assertThat(rig.process(0).runs()).hasSize(5);
  }

  @Test
  void a_task_that_waits_in_a_worker_s_pipe_is_cancelled_when_the_worker_gives_it_back() {
    EngineRig rig = EngineRig.prefetched();
    rig.cancel("b");
    assertThat(rig.process(0).cancels())
        .containsExactly(new ToWorker.CancelTask(rig.request(0, "b"), false));
    rig.comeBack(0, "b");
    assertThat(rig.result("b").status().word()).isEqualTo("cancelled");
    rig.succeed(0, "a");
    assertThat(rig.process(0).askedToShutDown()).isFalse();
  }

  @Test
  void one_that_starts_as_it_is_cancelled_has_the_grace_period_from_then_on() {
    EngineRig rig = EngineRig.prefetched();
    rig.cancel("b");
    rig.succeed(0, "a");
    rig.advance(Duration.ofSeconds(4));
    rig.start(0, "b");
    rig.advance(Duration.ofSeconds(4));
    assertThat(rig.process(0).askedToShutDown()).isFalse();
    rig.advance(Duration.ofSeconds(1));
    assertThat(rig.process(0).askedToShutDown()).isTrue();
  }

  @Test
  void a_task_is_found_by_its_id_wherever_it_is() {
    EngineRig rig = EngineRig.prefetched();
    rig.submit(EngineRig.retries(1), "c");
    assertThat(cancelById(rig, "a")).isEqualTo(CancelOutcome.ENDING);
    assertThat(cancelById(rig, "b")).isEqualTo(CancelOutcome.ENDING);
    assertThat(cancelById(rig, "warm-up")).isEqualTo(CancelOutcome.UNKNOWN);
    assertThat(cancelById(rig, "z")).isEqualTo(CancelOutcome.UNKNOWN);
    EngineRig other = EngineRig.withSlots(1);
    other.submit(EngineRig.retries(1), "c", "d");
    other.ready(0);
    other.start(0, "c");
    other.clock.advance(Duration.ofMillis(50));
    other.fail(0, "c", false);
    assertThat(cancelById(other, "c")).isEqualTo(CancelOutcome.ENDED);
    other.submit("e");
    assertThat(cancelById(other, "e")).isEqualTo(CancelOutcome.ENDED);
    assertThat(cancelById(other, "e")).isEqualTo(CancelOutcome.UNKNOWN);
    assertThat(other.statuses()).isEqualTo("c=cancelled e=cancelled");
    assertThat(other.result("c").attempts()).isEqualTo(1);
  }

  @Test
  void all_tasks_with_the_id_are_cancelled() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a", "b", "b");
    rig.ready(0);
    assertThat(cancelById(rig, "b")).isEqualTo(CancelOutcome.ENDED);
    assertThat(rig.statuses()).isEqualTo("b=cancelled b=cancelled");
  }

  private static @Nullable CancelOutcome cancelById(EngineRig rig, String id) {
    CompletableFuture<CancelOutcome> answer = new CompletableFuture<>();
    rig.steer(new PoolCommand.CancelById(id, answer));
    return answer.getNow(null);
  }

  @Test
  void a_handler_that_gives_way_has_its_worker_replaced_in_peace() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a", "b");
    rig.ready(0);
    rig.start(0, "a");
    rig.cancel("a");
    assertThat(rig.process(0).cancels())
        .containsExactly(new ToWorker.CancelTask(rig.request(0, "a"), false));
    rig.fail(0, "a", false);
    assertThat(rig.statuses()).isEqualTo("a=cancelled");
    assertThat(rig.process(0).askedToShutDown()).isTrue();
    rig.goodbye(0);
    rig.ready(1);
    rig.startAndSucceed(1, "b");
    rig.finish();
    rig.goodbye(1);
    assertThat(rig.summary().workers().get(0).crashed()).isFalse();
  }

  @Test
  void a_result_that_comes_all_the_same_is_cancelled_too() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit(EngineRig.retries(3), "a");
    rig.ready(0);
    rig.start(0, "a");
    rig.cancel("a");
    rig.succeed(0, "a");
    assertThat(rig.statuses()).isEqualTo("a=cancelled");
  }

  @Test
  void a_deaf_handler_loses_its_worker_and_is_cancelled_not_crashed() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit(EngineRig.retries(3), "a");
    rig.ready(0);
    rig.start(0, "a");
    rig.cancel("a");
    for (int step = 0; step < 3; step++) {
      rig.advance(EngineRig.GRACE);
    }
    assertThat(rig.process(0).killed).isTrue();
    rig.exit(0, 137);
    assertThat(rig.statuses()).isEqualTo("a=cancelled");
    assertThat(rig.result("a").error().exitCode()).isEqualTo(137);
    rig.finish();
    rig.goodbye(1);
    assertThat(rig.summary().workers().get(0).reason())
        .isEqualTo("task a did not end when it was cancelled");
  }

  @Test
  void a_task_that_waits_for_its_next_attempt_is_cancelled_with_what_it_failed_of() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit(EngineRig.retries(3), "a");
    rig.ready(0);
    rig.start(0, "a");
    rig.fail(0, "a", false);
    rig.cancel("a");
    assertThat(rig.statuses()).isEqualTo("a=cancelled");
    assertThat(rig.result("a").error().message()).contains("it broke", "it was cancelled");
    rig.advance(Duration.ofMinutes(1));
    assertThat(rig.process(0).runs()).hasSize(1);
  }

  @Test
  void one_that_may_finish_if_it_runs_is_left_alone() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a", "b");
    rig.ready(0);
    rig.start(0, "a");
    rig.post(new EngineEvent.Cancelled(rig.entries.get("a"), true));
    rig.post(new EngineEvent.Cancelled(rig.entries.get("b"), true));
    rig.engine.settle();
    assertThat(rig.process(0).cancels()).isEmpty();
    rig.succeed(0, "a");
    assertThat(rig.statuses()).isEqualTo("b=cancelled a=succeeded");
  }

  @Test
  void a_cancelled_attempt_whose_worker_dies_before_it_started_is_cancelled() {
    EngineRig rig = EngineRig.prefetched();
    rig.cancel("b");
    rig.exit(0, 9);
    assertThat(rig.result("b").status().word()).isEqualTo("cancelled");
    assertThat(rig.result("a").status().word()).isEqualTo("crashed");
  }

  @Test
  void a_hook_that_fails_in_the_first_worker_ends_the_run_with_its_cause() {
    EngineRig rig = EngineRig.withSlots(2);
    rig.submit("a", "b");
    rig.tell(0, new WorkerEvent.Started(1000));
    rig.say(0, hookFailed());
    assertThat(rig.statuses()).isEqualTo("a=skipped b=skipped");
    assertThat(rig.result("a").error().message()).isEqualTo("hook h failed: no licence");
    assertThat(rig.result("a").error().stack()).isEqualTo("the stack");
    rig.submit("c");
    assertThat(rig.result("c").error().stack()).isEqualTo("the stack");
  }

  @Test
  void a_hook_that_fails_after_others_have_worked_counts_as_a_crash_of_its_worker() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a", "b");
    rig.ready(0);
    rig.start(0, "a");
    rig.exit(0, 1);
    rig.advance(Duration.ofSeconds(1));
    rig.tell(1, new WorkerEvent.Started(1001));
    rig.say(1, hookFailed());
    rig.exit(1, 1);
    rig.advance(Duration.ofMillis(10));
    assertThat(rig.launcher.processes).as("no hot loop").hasSize(2);
    rig.advance(Duration.ofSeconds(1));
    rig.ready(2);
    rig.startAndSucceed(2, "b");
    assertThat(rig.statuses()).isEqualTo("a=crashed b=succeeded");
  }

  private static FromWorker hookFailed() {
    ErrorData data =
        new ErrorData("Boom", "no licence", "the stack", List.of(), false, null, null, null);
    RpcError error = new RpcError(RpcError.HOOK_FAILED, "hook h failed: no licence", data);
    return new FromWorker.Failure(Worker.INITIALIZE, error);
  }

  @Test
  void a_worker_without_work_ends_after_its_idle_time_and_none_is_started_ahead() {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.idleLimit = Duration.ofSeconds(2);
    EngineRig rig = setup.start();
    assertThat(rig.launcher.processes).isEmpty();
    rig.submit("a");
    rig.ready(0);
    rig.start(0, "a");
    rig.advance(Duration.ofSeconds(3));
    assertThat(rig.process(0).askedToShutDown()).as("it works").isFalse();
    rig.succeed(0, "a");
    rig.advance(Duration.ofSeconds(2));
    assertThat(rig.process(0).askedToShutDown()).isTrue();
    rig.goodbye(0);
    assertThat(rig.launcher.processes).hasSize(1);
    rig.submit("b");
    rig.ready(1);
    rig.startAndSucceed(1, "b");
    assertThat(rig.statuses()).isEqualTo("a=succeeded b=succeeded");
  }
}
