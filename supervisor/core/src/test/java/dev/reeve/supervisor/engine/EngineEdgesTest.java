package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.RpcError;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.supervisor.engine.worker.Dispatcher;
import dev.reeve.supervisor.engine.worker.StartFailures;
import dev.reeve.supervisor.engine.worker.Worker;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.PoolSnapshot.WorkerActivity;
import dev.reeve.supervisor.model.RestartPolicy;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import dev.reeve.supervisor.model.WaitReason;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Things that come at the wrong moment, in the wrong order, or never. */
class EngineEdgesTest {
  private static final int EAGAIN = 11;
  private static final int ENOENT = 2;

  @Test
  void a_task_that_comes_while_the_finished_pool_closes_is_skipped_and_the_run_ends() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.ready(0);
    rig.finish();
    rig.submit("late");
    rig.goodbye(0);
    assertThat(rig.statuses()).isEqualTo("late=skipped");
    assertThat(rig.summary().ending()).isEqualTo(RunEnding.COMPLETED);
  }

  @Test
  void a_worker_that_falls_silent_while_it_finishes_its_last_task_is_ended() {
    EngineRig rig = recycledUnderItsTask();
    for (int second = 0; second < 60; second += 5) {
      rig.advance(Duration.ofSeconds(5));
    }
    assertThat(rig.process(0).killed).isTrue();
    rig.exit(0, 137);
    assertThat(rig.statuses()).isEqualTo("long=crashed");
  }

  @Test
  void a_worker_that_still_tells_of_itself_may_finish_its_last_task_however_long_that_takes() {
    EngineRig rig = recycledUnderItsTask();
    for (int second = 0; second < 60; second += 5) {
      rig.advance(Duration.ofSeconds(5));
      rig.heartbeat(0, 2);
    }
    assertThat(rig.process(0).askedToShutDown()).isFalse();
  }

  private static EngineRig recycledUnderItsTask() {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.maxResident = 1;
    EngineRig rig = setup.start();
    rig.submit("long");
    rig.ready(0);
    rig.start(0, "long");
    rig.heartbeat(0, 2);
    return rig;
  }

  @Test
  void an_answer_to_a_task_that_waits_leaves_the_time_limit_of_the_one_that_runs() {
    EngineRig rig = busyWithOneBehind();
    RpcError error = new RpcError(RpcError.INVALID_PARAMS, "longer than a line may be", null);
    rig.say(0, new FromWorker.Failure(rig.request(0, "behind"), error));
    assertThat(rig.statuses()).endsWith("behind=failed");
    rig.advance(Duration.ofSeconds(2));
    assertThat(rig.process(0).cancels()).hasSize(1);
  }

  @Test
  void a_worker_that_says_it_started_a_task_out_of_turn_is_not_believed() {
    EngineRig rig = busyWithOneBehind();
    rig.say(0, new FromWorker.TaskStarted(rig.request(0, "behind")));
    assertThat(rig.log).anyMatch(line -> line.contains("which is not its next"));
    rig.exit(0, 1);
    assertThat(rig.statuses()).isEqualTo("warm=succeeded running=crashed");
  }

  @Test
  void a_worker_that_lies_about_the_order_of_its_tasks_does_not_make_the_loop_spin() {
    EngineRig rig = EngineRig.withSlots(2);
    rig.submit("warm", "other");
    rig.ready(0, 1);
    rig.startAndSucceed(0, "warm");
    rig.submit("running", "behind");
    rig.startAndSucceed(1, "other");
    rig.start(0, "running");
    rig.say(0, new FromWorker.TaskStarted(rig.request(0, "behind")));
    rig.advance(Dispatcher.TAKE_BACK_AFTER);
    assertThat(rig.engine.nextWait(rig.clock.nanos())).isPositive();
  }

  private static EngineRig busyWithOneBehind() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("warm");
    rig.ready(0);
    rig.startAndSucceed(0, "warm");
    rig.submit(EngineRig.timeout(Duration.ofSeconds(2)), "running");
    rig.submit("behind");
    rig.start(0, "running");
    assertThat(rig.process(0).runs()).hasSize(3);
    return rig;
  }

  @Test
  void what_a_task_logs_keeps_its_level() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.ready(0);
    for (String level : List.of("debug", "info", "warning", "error")) {
      rig.say(0, new FromWorker.Log(level, "text", "t"));
    }
    assertThat(rig.log)
        .endsWith(
            "DEBUG worker 0.0: task t: text",
            "INFO worker 0.0: task t: text",
            "WARNING worker 0.0: task t: text",
            "ERROR worker 0.0: task t: text");
  }

  @Test
  void refusals_of_the_system_do_not_count_as_crashes() {
    EngineRig rig = EngineRig.withSlots(2);
    rig.submit(EngineRig.retries(1), "a", "b");
    rig.ready(0);
    rig.start(0, "a");
    int refused = 1;
    for (; refused <= RestartPolicy.ENDING.maxCrashes(); refused++) {
      rig.startFails(refused, EAGAIN);
      rig.heartbeat(0, 1);
      rig.advance(Duration.ofSeconds(8));
    }
    rig.ready(refused);
    rig.start(refused, "b");
    rig.exit(refused, 1);
    assertThat(rig.engine.stopping()).isNotDone();
  }

  @Test
  void a_refused_start_waits_longer_each_time() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.startFails(0, EAGAIN);
    rig.advance(Duration.ofMillis(241));
    rig.startFails(1, EAGAIN);
    rig.advance(Duration.ofMillis(241));
    assertThat(rig.launcher.processes).hasSize(2);
  }

  @Test
  void a_java_that_vanishes_during_the_run_ends_it_when_no_worker_is_left() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit(EngineRig.retries(1), "a");
    rig.ready(0);
    rig.start(0, "a");
    rig.exit(0, 1);
    for (int start = 1; start <= StartFailures.FAILURES; start++) {
      rig.advance(Duration.ofSeconds(8));
      rig.startFails(start, ENOENT);
    }
    assertThat(rig.summary().ending()).isEqualTo(RunEnding.WORKERS_DO_NOT_START);
    assertThat(rig.statuses()).isEqualTo("a=cancelled");
  }

  @Test
  void a_deadline_that_passes_when_all_tasks_have_ended_changes_nothing() {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.deadline = Duration.ofSeconds(1);
    EngineRig rig = setup.start();
    rig.submit("a");
    rig.ready(0);
    rig.startAndSucceed(0, "a");
    rig.finish();
    rig.advance(Duration.ofSeconds(2));
    rig.goodbye(0);
    assertThat(rig.summary().ending()).isEqualTo(RunEnding.COMPLETED);
  }

  @Test
  void a_time_limit_longer_than_the_clock_counts_never_passes() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit(EngineRig.timeout(ChronoUnit.FOREVER.getDuration()), "a");
    rig.ready(0);
    rig.start(0, "a");
    rig.advance(Duration.ofSeconds(1));
    assertThat(rig.process(0).cancels()).isEmpty();
    rig.succeed(0, "a");
    assertThat(rig.statuses()).isEqualTo("a=succeeded");
  }

  @Test
  void a_listener_that_throws_an_error_takes_no_other_task_with_it() {
    EngineRig rig = EngineRig.withSlots(1);
    Task task = new Task(1, "bad", "h", Json.NULL, TaskPolicy.DEFAULT, 0, java.util.List.of());
    TrackedTask bad =
        new TrackedTask(
            task,
            result -> {
              throw new AssertionError("the listener's own");
            });
    rig.post(new EngineEvent.Submitted(bad));
    rig.submit("good");
    rig.drain("SIGTERM");
    rig.engine.settle();
    assertThat(rig.statuses()).isEqualTo("good=skipped");
    assertThat(rig.log).anyMatch(line -> line.contains("a listener of results threw"));
  }

  @Test
  void a_guest_s_task_that_comes_when_no_more_are_taken_is_skipped_and_not_counted() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.finish();
    Task task = new Task(1, "late", "h", Json.NULL, TaskPolicy.DEFAULT, 0, java.util.List.of());
    TrackedTask late = new TrackedTask(task, 1, rig.results::add);
    rig.post(new EngineEvent.GuestSubmitted(late));
    rig.post(new EngineEvent.Cancelled(late, false));
    assertThat(rig.statuses()).isEqualTo("late=skipped");
    assertThat(rig.engine.snapshot().unsuccessful()).isZero();
  }

  @Test
  void a_snapshot_is_taken_when_all_that_follows_from_the_events_before_it_is_done() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.ready(0);
    CompletableFuture<PoolSnapshot> snapshot = new CompletableFuture<>();
    rig.post(new EngineEvent.SnapshotRequested(snapshot));
    rig.post(new EngineEvent.Submitted(new TrackedTask(Task.of(1, "a", "h", Json.NULL), r -> {})));
    assertThat(snapshot).isNotDone();
    rig.engine.settle();
    assertThat(snapshot.join().queued()).isEqualTo(1);
    assertThat(snapshot.join().workers().get(0).state()).isEqualTo("busy");
    assertThat(snapshot.join().condition().waitReason()).isEqualTo(WaitReason.BUSY);
  }

  @Test
  void a_slot_is_unused_before_its_first_process_and_exited_after_one() {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.slots = 2;
    setup.total = 1;
    EngineRig rig = setup.start();
    assertThat(states(rig)).containsExactly("starting", "unused");
    rig.ready(0);
    rig.finish();
    rig.goodbye(0);
    assertThat(states(rig)).containsExactly("exited", "unused");
  }

  private static List<String> states(EngineRig rig) {
    return rig.engine.snapshot().workers().stream().map(WorkerActivity::state).toList();
  }

  @Test
  void a_second_answer_to_initialize_is_logged_and_changes_nothing() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.ready(0);
    rig.say(
        0,
        new FromWorker.Failure(Worker.INITIALIZE, new RpcError(-32002, "on second thought", null)));
    rig.startAndSucceed(0, "a");
    assertThat(rig.engine.stopping()).isNotDone();
    assertThat(rig.statuses()).isEqualTo("a=succeeded");
  }

  @Test
  void a_goodbye_that_nobody_asked_for_does_not_excuse_a_crash() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.ready(0);
    rig.goodbye(0);
    rig.finish();
    assertThat(rig.summary().workers()).singleElement().matches(worker -> worker.crashed());
  }

  @Test
  void a_process_of_its_own_that_ends_before_its_task_began_is_not_replaced() {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.single = true;
    EngineRig rig = setup.start();
    rig.submit("a");
    rig.exit(0, 137);
    rig.advance(Duration.ofSeconds(2));
    assertThat(rig.launcher.processes).hasSize(1);
    assertThat(rig.statuses()).isEqualTo("a=skipped");
    assertThat(rig.summary().message()).contains("before its call began", "137 (SIGKILL)");
  }
}
