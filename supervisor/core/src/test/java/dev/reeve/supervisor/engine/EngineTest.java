package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.engine.worker.Dispatcher;
import dev.reeve.supervisor.engine.worker.StartFailures;
import dev.reeve.supervisor.engine.worker.StopLadder;
import dev.reeve.supervisor.engine.worker.Worker;
import dev.reeve.supervisor.model.HaltRule;
import dev.reeve.supervisor.model.RestartPolicy;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.TaskPolicy;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WorkerReport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EngineTest {
  private static final Duration A_MOMENT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofSeconds(31);

  @Test
  void one_worker_is_started_before_any_task_comes_and_more_only_for_more_tasks() {
    EngineRig rig = EngineRig.withSlots(4);
    assertThat(rig.launcher.processes).hasSize(1);
    rig.submit("a");
    assertThat(rig.launcher.processes).hasSize(1);
    rig.submit("b", "c");
    assertThat(rig.launcher.processes).hasSize(3);
    rig.submit("d", "e", "f");
    assertThat(rig.launcher.processes).hasSize(4);
  }

  @Test
  void a_task_goes_to_the_worker_when_it_is_ready_and_its_result_comes_back() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    assertThat(rig.process(0).runs()).isEmpty();
    rig.ready(0);
    assertThat(rig.process(0).runs()).extracting(ToWorker.RunTask::task).containsExactly("a");
    rig.start(0, "a");
    rig.clock.advance(Duration.ofMillis(12));
    rig.succeed(0, "a");
    TaskResult result = rig.results.get(0);
    assertThat(result.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(result.attempts()).isEqualTo(1);
    assertThat(result.durationNanos()).isEqualTo(12_000_000);
    assertThat(result.worker()).isEqualTo(new TaskResult.WorkerRef(0, 1000));
  }

  @Test
  void a_finished_run_asks_every_worker_to_shut_down_and_ends_when_all_are_joined() {
    EngineRig rig = EngineRig.withSlots(2);
    rig.submit("a", "b");
    rig.ready(0, 1);
    rig.startAndSucceed(0, "a");
    rig.startAndSucceed(1, "b");
    rig.finish();
    assertThat(rig.process(0).askedToShutDown()).isTrue();
    assertThat(rig.process(0).inputClosed).isTrue();
    rig.goodbye(0);
    assertThat(rig.engine.ended()).isNotDone();
    rig.goodbye(1);
    assertThat(rig.summary().ending()).isEqualTo(RunEnding.COMPLETED);
    assertThat(rig.summary().count(TaskStatus.SUCCEEDED)).isEqualTo(2);
    assertThat(rig.summary().workers())
        .extracting(WorkerReport::exitCode, WorkerReport::crashed, WorkerReport::peakResidentBytes)
        .containsOnly(org.assertj.core.groups.Tuple.tuple(0, false, 4L << 20));
  }

  @Test
  void a_worker_that_is_not_ready_yet_is_asked_to_shut_down_when_nothing_is_left_to_do() {
    EngineRig rig = EngineRig.withSlots(2);
    rig.submit("a", "b");
    rig.ready(0);
    rig.startAndSucceed(0, "a", "b");
    rig.finish();
    assertThat(rig.process(1).askedToShutDown()).isTrue();
    rig.ready(1);
    rig.goodbye(1);
    rig.goodbye(0);
    assertThat(rig.summary().workers()).noneMatch(WorkerReport::crashed);
  }

  @Test
  void tasks_of_higher_priority_go_first() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit(TaskPolicy.DEFAULT, 0, "low");
    rig.submit(TaskPolicy.DEFAULT, 5, "high");
    rig.submit(TaskPolicy.DEFAULT, -5, "lowest");
    rig.ready(0);
    rig.start(0, "high");
    rig.advance(LONG_TASK);
    rig.succeed(0, "high");
    rig.start(0, "low");
    rig.advance(LONG_TASK);
    rig.succeed(0, "low");
    assertThat(rig.process(0).runs())
        .extracting(ToWorker.RunTask::task)
        .containsExactly("high", "low", "lowest");
  }

  private static final Duration LONG_TASK = Duration.ofSeconds(1);

  @Test
  void a_failed_attempt_is_tried_again_after_its_back_off_and_no_sooner() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit(EngineRig.retries(1), "a");
    rig.ready(0);
    rig.start(0, "a");
    rig.fail(0, "a", false);
    assertThat(rig.results).isEmpty();
    rig.advance(Duration.ofMillis(199));
    assertThat(rig.process(0).runs()).hasSize(1);
    rig.advance(A_MOMENT);
    assertThat(rig.process(0).runs()).extracting(ToWorker.RunTask::attempt).containsExactly(1, 2);
    rig.start(0, "a");
    rig.fail(0, "a", false);
    assertThat(rig.statuses()).isEqualTo("a=failed");
    assertThat(rig.results.get(0).attempts()).isEqualTo(2);
    assertThat(rig.results.get(0).error().type()).isEqualTo("Boom");
  }

  @Test
  void a_worker_that_dies_charges_the_task_it_was_running_and_no_other() {
    EngineRig rig = busyWithThreeShortOnes();
    rig.start(0, "b");
    rig.exit(0, 137);
    assertThat(rig.statuses()).isEqualTo("warm=succeeded a=succeeded b=crashed");
    TaskResult crashed = rig.results.get(2);
    assertThat(crashed.error().exitCode()).isEqualTo(137);
    assertThat(crashed.error().stderrTail()).isEqualTo("last words");
    rig.advance(Duration.ofSeconds(1));
    rig.ready(1);
    assertThat(rig.process(1).runs())
        .extracting(ToWorker.RunTask::task, ToWorker.RunTask::attempt)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("c", 1));
  }

  @Test
  void a_worker_that_dies_before_it_started_anything_charges_nothing() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.ready(0);
    rig.exit(0, 1);
    assertThat(rig.results).isEmpty();
    rig.advance(Duration.ofSeconds(1));
    rig.ready(1);
    rig.startAndSucceed(1, "a");
    assertThat(rig.results.get(0).attempts()).isEqualTo(1);
  }

  /** One worker with a, b and c in its pipe, of which it has answered a. */
  private static EngineRig busyWithThreeShortOnes() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.ready(0);
    rig.submit("warm");
    rig.startAndSucceed(0, "warm");
    rig.submit("a", "b", "c");
    assertThat(rig.process(0).runs()).hasSize(4);
    rig.startAndSucceed(0, "a");
    return rig;
  }

  @Test
  void a_task_under_which_two_workers_died_is_quarantined_whatever_its_retries() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit(EngineRig.retries(10), "poison");
    rig.ready(0);
    rig.start(0, "poison");
    rig.exit(0, 134);
    rig.advance(Duration.ofSeconds(1));
    rig.ready(1);
    rig.start(1, "poison");
    rig.exit(1, 134);
    assertThat(rig.statuses()).isEqualTo("poison=crashed");
    assertThat(rig.results.get(0).error().message()).contains("2 workers died under it");
  }

  @Test
  void a_task_that_no_worker_lives_to_start_is_quarantined_and_costs_the_others_nothing() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit(EngineRig.retries(10), "poison");
    rig.submit("b");
    for (int generation = 0; generation < 3; generation++) {
      assertThat(rig.statuses()).isEmpty();
      rig.ready(generation);
      rig.exit(generation, 3);
      rig.advance(Duration.ofSeconds(5));
    }
    assertThat(rig.statuses()).isEqualTo("poison=crashed");
    assertThat(rig.results.get(0).error().message()).contains("3 workers died under it");
    assertThat(rig.results.get(0).durationNanos()).isZero();
    rig.ready(3);
    rig.start(3, "b");
    rig.succeed(3, "b");
    assertThat(rig.statuses()).isEqualTo("poison=crashed b=succeeded");
  }

  @Test
  void a_task_that_was_next_when_two_workers_died_is_not_charged() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    for (int generation = 0; generation < 2; generation++) {
      rig.ready(generation);
      rig.exit(generation, 137);
      rig.advance(Duration.ofSeconds(5));
    }
    rig.ready(2);
    rig.start(2, "a");
    rig.succeed(2, "a");
    assertThat(rig.statuses()).isEqualTo("a=succeeded");
    assertThat(rig.results.get(0).attempts()).isEqualTo(1);
  }

  @Test
  void exit_code_zero_without_goodbye_is_a_crash() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.ready(0);
    rig.start(0, "a");
    rig.exit(0, 0);
    assertThat(rig.statuses()).isEqualTo("a=crashed");
    rig.finish();
    assertThat(rig.summary().workers().get(0).crashed()).isTrue();
  }

  @Test
  void a_goodbye_that_nobody_asked_for_does_not_excuse_an_exit() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.ready(0);
    rig.start(0, "a");
    rig.goodbye(0);
    assertThat(rig.statuses()).isEqualTo("a=crashed");
    rig.finish();
    assertThat(rig.summary().workers().get(0).crashed()).isTrue();
  }

  @Test
  void a_time_limit_counts_from_the_start_in_the_worker() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit(EngineRig.timeout(Duration.ofSeconds(2)), "a");
    rig.ready(0);
    rig.advance(Duration.ofSeconds(3));
    assertThat(rig.process(0).cancels()).isEmpty();
    rig.start(0, "a");
    rig.advance(Duration.ofSeconds(2));
    assertThat(rig.process(0).cancels()).hasSize(1);
    rig.fail(0, "a", false);
    assertThat(rig.statuses()).isEqualTo("a=timed_out");
    assertThat(rig.process(0).askedToShutDown()).isFalse();
    assertThat(rig.results.get(0).error().message()).contains("time limit of 2s");
  }

  @Test
  void a_result_that_comes_after_the_time_limit_is_too_late() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit(EngineRig.timeout(Duration.ofSeconds(2)), "a");
    rig.ready(0);
    rig.start(0, "a");
    rig.advance(Duration.ofSeconds(2));
    rig.succeed(0, "a");
    assertThat(rig.statuses()).isEqualTo("a=timed_out");
  }

  @Test
  void a_handler_that_ignores_its_time_limit_takes_its_worker_up_the_ladder_step_by_step() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit(EngineRig.timeout(Duration.ofSeconds(1)), "spin");
    rig.ready(0);
    rig.start(0, "spin");
    rig.advance(Duration.ofSeconds(1));
    assertThat(rig.process(0).cancels()).hasSize(1);
    rig.advance(EngineRig.GRACE);
    assertThat(rig.process(0).askedToShutDown()).isTrue();
    assertThat(rig.process(0).terminated).isFalse();
    rig.advance(EngineRig.GRACE);
    assertThat(rig.process(0).terminated).isTrue();
    assertThat(rig.process(0).killed).isFalse();
    rig.advance(EngineRig.GRACE);
    assertThat(rig.process(0).killed).isTrue();
    rig.exit(0, 137);
    assertThat(rig.statuses()).isEqualTo("spin=timed_out");
    rig.submit("next");
    assertThat(rig.launcher.processes).as("replaced without back-off").hasSize(2);
  }

  @Test
  void a_process_that_survives_even_the_kill_is_listed_as_not_joined() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.ready(0);
    rig.start(0, "a");
    rig.kill("second signal");
    assertThat(rig.process(0).killed).isTrue();
    rig.advance(StopLadder.JOIN_LIMIT);
    assertThat(rig.statuses()).isEqualTo("a=cancelled");
    assertThat(rig.summary().unjoined()).containsExactly(1000L);
  }

  @Test
  void a_drain_skips_what_waits_and_lets_the_running_task_finish() {
    EngineRig rig = busyWithThreeShortOnes();
    rig.start(0, "b");
    rig.drain("SIGTERM");
    rig.engine.settle();
    assertThat(rig.process(0).cancels())
        .extracting(ToWorker.CancelTask::request)
        .containsExactly(rig.request(0, "c"));
    rig.comeBack(0, "c");
    rig.succeed(0, "b");
    assertThat(rig.process(0).askedToShutDown()).isTrue();
    rig.goodbye(0);
    assertThat(rig.statuses()).isEqualTo("warm=succeeded a=succeeded c=skipped b=succeeded");
    assertThat(rig.summary().ending()).isEqualTo(RunEnding.STOPPED);
  }

  @Test
  void a_drain_cancels_what_still_runs_when_the_grace_period_is_over() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.ready(0);
    rig.start(0, "a");
    rig.drain("SIGTERM");
    rig.advance(EngineRig.GRACE);
    assertThat(rig.process(0).cancels()).hasSize(1);
    rig.fail(0, "a", false);
    rig.goodbye(0);
    assertThat(rig.statuses()).isEqualTo("a=cancelled");
  }

  @Test
  void a_task_submitted_after_the_stop_is_skipped_at_once() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.drain("SIGTERM");
    rig.submit("late");
    assertThat(rig.statuses()).isEqualTo("late=skipped");
  }

  @Test
  void a_stopped_run_ends_only_when_the_caller_has_no_more_tasks() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.ready(0);
    rig.drain("SIGTERM");
    rig.engine.settle();
    rig.goodbye(0);
    assertThat(rig.engine.ended()).isNotDone();
    rig.submit("late");
    rig.finish();
    assertThat(rig.summary().count(TaskStatus.SKIPPED)).isEqualTo(1);
  }

  @Test
  void a_task_that_waits_for_its_retry_is_cancelled_when_the_run_stops() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit(EngineRig.retries(3), "a");
    rig.ready(0);
    rig.start(0, "a");
    rig.fail(0, "a", false);
    rig.drain("SIGTERM");
    assertThat(rig.statuses()).isEqualTo("a=cancelled");
    assertThat(rig.result("a").attempts()).isEqualTo(1);
    assertThat(rig.result("a").error().message())
        .startsWith("attempt 1 failed: ")
        .endsWith("; it was not tried again: SIGTERM");
  }

  @Test
  void an_attempt_that_fails_while_the_run_stops_leaves_its_task_cancelled_if_it_has_retries() {
    EngineRig rig = EngineRig.withSlots(2);
    rig.submit(EngineRig.retries(3), "a");
    rig.submit("b");
    rig.ready(0, 1);
    rig.start(0, "a");
    rig.start(1, "b");
    rig.drain("SIGTERM");
    rig.fail(0, "a", false);
    rig.fail(1, "b", false);
    assertThat(rig.statuses()).isEqualTo("a=cancelled b=failed");
  }

  @Test
  void too_many_failures_halt_the_run_and_running_tasks_finish() {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.slots = 2;
    setup.halt = new HaltRule(false, 1, 0);
    EngineRig rig = setup.start();
    rig.submit("a", "b", "c");
    rig.ready(0, 1);
    rig.start(0, "a");
    rig.start(1, "b");
    rig.fail(0, "a", false);
    assertThat(rig.statuses()).isEqualTo("a=failed c=skipped");
    assertThat(rig.process(1).cancels()).isEmpty();
    rig.succeed(1, "b");
    rig.goodbye(0);
    rig.goodbye(1);
    assertThat(rig.summary().ending()).isEqualTo(RunEnding.HALTED);
  }

  @Test
  void halt_now_cancels_running_tasks() {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.slots = 2;
    setup.halt = new HaltRule(true, 1, 0);
    EngineRig rig = setup.start();
    rig.submit("a", "b");
    rig.ready(0, 1);
    rig.start(0, "a");
    rig.start(1, "b");
    rig.fail(0, "a", false);
    assertThat(rig.process(1).cancels()).hasSize(1);
  }

  @Test
  void the_deadline_cancels_and_skips() {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.deadline = Duration.ofSeconds(3);
    EngineRig rig = setup.start();
    rig.submit("a", "b");
    rig.ready(0);
    rig.start(0, "a");
    rig.advance(Duration.ofSeconds(3));
    assertThat(rig.statuses()).isEqualTo("b=skipped");
    rig.fail(0, "a", false);
    rig.goodbye(0);
    assertThat(rig.statuses()).isEqualTo("b=skipped a=cancelled");
    assertThat(rig.summary().ending()).isEqualTo(RunEnding.DEADLINE);
  }

  @Test
  void three_workers_that_die_before_they_are_ready_end_the_run_with_their_own_words() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    for (int i = 0; i < 3; i++) {
      assertThat(rig.launcher.processes).hasSize(i + 1);
      rig.exit(i, 1);
      rig.advance(Duration.ofSeconds(2));
    }
    assertThat(rig.summary().ending()).isEqualTo(RunEnding.WORKERS_DO_NOT_START);
    assertThat(rig.summary().message()).contains("last words");
    assertThat(rig.statuses()).isEqualTo("a=skipped");
    assertThat(rig.launcher.processes).hasSize(3);
  }

  @Test
  void a_missing_java_ends_the_run_at_once() {
    EngineRig rig = EngineRig.withSlots(2);
    rig.submit("a");
    rig.startFails(0, 2);
    assertThat(rig.summary().ending()).isEqualTo(RunEnding.WORKERS_DO_NOT_START);
  }

  @Test
  void a_system_that_refuses_processes_is_asked_again_and_then_given_up() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    for (int i = 0; i < StartFailures.FAILURES; i++) {
      rig.startFails(i, 11);
      rig.advance(LONG);
    }
    assertThat(rig.summary().ending()).isEqualTo(RunEnding.SYSTEM_REFUSES);
  }

  @Test
  void the_pool_goes_on_with_fewer_workers_when_the_system_refuses_more() {
    EngineRig rig = EngineRig.withSlots(2);
    rig.submit("a", "b");
    rig.ready(0);
    rig.startFails(1, 11);
    rig.startAndSucceed(0, "a", "b");
    assertThat(rig.statuses()).isEqualTo("a=succeeded b=succeeded");
  }

  @Test
  void more_crashes_than_the_restart_intensity_allows_end_the_run() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a", "b", "c", "d", "e", "f", "g");
    for (int i = 0; i <= RestartPolicy.ENDING.maxCrashes(); i++) {
      rig.ready(i);
      rig.start(i, String.valueOf((char) ('a' + i)));
      rig.exit(i, 1);
      rig.advance(Duration.ofSeconds(8));
    }
    assertThat(rig.summary().ending()).isEqualTo(RunEnding.WORKERS_KEEP_DYING);
    assertThat(rig.statuses()).endsWith("f=crashed g=skipped");
  }

  @Test
  void crashes_are_forgotten_after_a_healthy_minute() {
    EngineRig rig = EngineRig.withSlots(1);
    for (int i = 0; i < 12; i++) {
      rig.submit("t" + i);
      rig.ready(i);
      rig.start(i, "t" + i);
      rig.exit(i, 1);
      for (int s = 0; s < 13; s++) {
        rig.advance(Duration.ofSeconds(1));
      }
    }
    assertThat(rig.engine.stopping()).isNotDone();
  }

  @Test
  void a_silent_worker_is_ended_and_its_task_counts_as_crashed() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.ready(0);
    rig.start(0, "a");
    rig.advance(Duration.ofSeconds(6));
    rig.heartbeat(0, 1);
    rig.advance(Duration.ofSeconds(6));
    assertThat(rig.process(0).askedToShutDown()).isFalse();
    rig.advance(Duration.ofSeconds(4));
    assertThat(rig.process(0).askedToShutDown()).isTrue();
    rig.advance(EngineRig.GRACE);
    rig.advance(EngineRig.GRACE);
    assertThat(rig.process(0).killed).isTrue();
    rig.exit(0, 137);
    assertThat(rig.statuses()).isEqualTo("a=crashed");
  }

  @Test
  void a_loop_that_was_held_up_itself_blames_no_worker() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.ready(0);
    rig.start(0, "a");
    rig.advance(LONG);
    assertThat(rig.process(0).askedToShutDown()).isFalse();
  }

  @Test
  void a_worker_that_has_done_its_tasks_is_recycled() {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.maxTasks = 2;
    EngineRig rig = setup.start();
    rig.submit("a", "b", "c");
    rig.ready(0);
    rig.startAndSucceed(0, "a", "b");
    assertThat(rig.process(0).runs()).hasSize(2);
    assertThat(rig.process(0).askedToShutDown()).isTrue();
    rig.goodbye(0);
    rig.ready(1);
    rig.startAndSucceed(1, "c");
    rig.finish();
    rig.goodbye(1);
    assertThat(rig.summary().workers()).extracting(WorkerReport::tasks).containsExactly(2L, 1L);
    assertThat(rig.summary().workers()).noneMatch(WorkerReport::crashed);
  }

  @Test
  void a_worker_past_its_memory_is_kept_until_it_has_had_a_task() {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.maxResident = 1;
    EngineRig rig = setup.start();
    rig.ready(0);
    rig.heartbeat(0, 2);
    assertThat(rig.process(0).askedToShutDown()).isFalse();
    rig.submit("a");
    rig.startAndSucceed(0, "a");
    rig.heartbeat(0, 2);
    assertThat(rig.process(0).askedToShutDown()).isTrue();
  }

  @Test
  void a_worker_past_its_memory_is_recycled_after_its_task_however_long_that_takes() {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.maxResident = 100 << 20;
    EngineRig rig = setup.start();
    rig.submit("long");
    rig.ready(0);
    rig.start(0, "long");
    rig.heartbeat(0, 101 << 20);
    rig.advance(LONG);
    assertThat(rig.process(0).cancels()).isEmpty();
    rig.succeed(0, "long");
    assertThat(rig.process(0).askedToShutDown()).isTrue();
    rig.goodbye(0);
    assertThat(rig.statuses()).isEqualTo("long=succeeded");
  }

  @Test
  void a_time_limit_holds_for_a_task_in_a_worker_that_is_to_be_recycled() {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.maxResident = 1;
    EngineRig rig = setup.start();
    rig.submit(EngineRig.timeout(Duration.ofSeconds(2)), "a");
    rig.ready(0);
    rig.start(0, "a");
    rig.heartbeat(0, 2);
    rig.advance(Duration.ofSeconds(2));
    assertThat(rig.process(0).cancels()).hasSize(1);
    rig.advance(EngineRig.GRACE);
    assertThat(rig.process(0).askedToShutDown()).isTrue();
    rig.exit(0, 1);
    assertThat(rig.statuses()).isEqualTo("a=timed_out");
  }

  @Test
  void an_error_in_a_handler_recycles_its_worker() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.ready(0);
    rig.start(0, "a");
    rig.fail(0, "a", true);
    assertThat(rig.statuses()).isEqualTo("a=failed");
    assertThat(rig.process(0).askedToShutDown()).isTrue();
  }

  @Test
  void short_tasks_are_given_ahead_and_long_ones_are_not() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.ready(0);
    rig.submit("a", "b");
    assertThat(rig.process(0).runs()).as("nothing is known yet").hasSize(1);
    rig.startAndSucceed(0, "a");
    rig.submit("c", "d");
    assertThat(rig.process(0).runs()).hasSize(4);
    rig.start(0, "b");
    rig.clock.advance(Duration.ofSeconds(1));
    rig.succeed(0, "b");
    rig.startAndSucceed(0, "c", "d");
    rig.submit("e", "f");
    assertThat(rig.process(0).runs()).hasSize(5);
  }

  @Test
  void tasks_that_wait_behind_a_long_one_are_taken_back_for_an_idle_worker() {
    EngineRig rig = EngineRig.withSlots(2);
    rig.submit("warm0", "warm1");
    rig.ready(0, 1);
    rig.startAndSucceed(0, "warm0");
    rig.startAndSucceed(1, "warm1");
    rig.submit("a", "b", "c", "d");
    assertThat(rig.process(0).runs()).extracting(ToWorker.RunTask::task).contains("a", "c");
    rig.start(0, "a");
    rig.startAndSucceed(1, "b", "d");
    rig.advance(Dispatcher.TAKE_BACK_AFTER);
    assertThat(rig.process(0).cancels())
        .extracting(ToWorker.CancelTask::request)
        .containsExactly(rig.request(0, "c"));
    assertThat(rig.process(0).cancels()).allMatch(ToWorker.CancelTask::onlyWaiting);
    rig.comeBack(0, "c");
    rig.startAndSucceed(1, "c");
    assertThat(rig.statuses()).endsWith("c=succeeded");
  }

  @Test
  void a_task_that_starts_while_it_is_taken_back_just_runs() {
    EngineRig rig = busyWithThreeShortOnes();
    rig.start(0, "b");
    rig.drain("SIGTERM");
    rig.engine.settle();
    rig.succeed(0, "b");
    rig.startAndSucceed(0, "c");
    rig.goodbye(0);
    assertThat(rig.statuses()).endsWith("b=succeeded c=succeeded");
  }

  @Test
  void a_response_that_nobody_asked_for_is_logged_and_changes_nothing() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.ready(0);
    rig.start(0, "a");
    rig.say(0, new FromWorker.Success(RequestId.of(99), dev.reeve.json.Json.NULL));
    rig.say(0, new FromWorker.Success(RequestId.of("x"), dev.reeve.json.Json.NULL));
    assertThat(rig.results).isEmpty();
    rig.succeed(0, "a");
    rig.succeed(0, "a");
    assertThat(rig.statuses()).isEqualTo("a=succeeded");
    assertThat(rig.log).filteredOn(line -> line.contains("was not asked")).hasSize(3);
  }

  @Test
  void events_of_an_old_generation_are_dropped() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.ready(0);
    rig.exit(0, 1);
    rig.advance(Duration.ofSeconds(1));
    rig.ready(1);
    rig.start(0, "a");
    rig.exit(0, 1);
    assertThat(rig.results).isEmpty();
    rig.startAndSucceed(1, "a");
    assertThat(rig.statuses()).isEqualTo("a=succeeded");
  }

  @Test
  void a_worker_that_refuses_to_start_ends_the_run_with_its_reason() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.say(
        0,
        new FromWorker.Failure(
            Worker.INITIALIZE,
            new dev.reeve.protocol.RpcError(-32002, "two handlers named x", null)));
    rig.exit(0, 1);
    assertThat(rig.summary().ending()).isEqualTo(RunEnding.WORKERS_DO_NOT_START);
    assertThat(rig.summary().message()).contains("two handlers named x");
  }

  @Test
  void nothing_is_due_in_an_idle_engine_so_the_loop_does_not_spin() {
    EngineRig rig = EngineRig.withSlots(3);
    rig.submit("a");
    rig.ready(0);
    rig.startAndSucceed(0, "a");
    rig.exit(0, 1);
    rig.advance(Duration.ofSeconds(5));
    rig.ready(1);
    assertThat(rig.engine.nextWait(rig.clock.nanos())).isGreaterThan(1_000_000_000);
  }
}
