package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.engine.worker.PoolCommand;
import dev.reeve.supervisor.model.HaltRule;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.WaitReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Somebody pauses a pool. */
class PauseTest {

  private static void pause(EngineRig rig) {
    rig.steer(new PoolCommand.PauseTasks());
  }

  private static void resume(EngineRig rig) {
    rig.steer(new PoolCommand.ResumeTasks());
  }

  @Test
  void a_running_task_goes_on_and_no_other_starts_until_the_pool_is_resumed() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a", "b");
    rig.ready(0);
    rig.start(0, "a");
    pause(rig);
    rig.succeed(0, "a");
    rig.submit("c");
    rig.advance(Duration.ofHours(1));
    assertThat(rig.process(0).runs()).hasSize(1);
    assertThat(rig.statuses()).isEqualTo("a=succeeded");
    resume(rig);
    rig.startAndSucceed(0, "b", "c");
    assertThat(rig.statuses()).isEqualTo("a=succeeded b=succeeded c=succeeded");
  }

  @Test
  void tasks_that_wait_in_a_worker_s_pipe_are_taken_back() {
    EngineRig rig = EngineRig.prefetched();
    pause(rig);
    assertThat(rig.process(0).cancels()).hasSize(1);
    assertThat(rig.process(0).cancels().get(0).onlyWaiting()).isTrue();
    rig.comeBack(0, "b");
    rig.succeed(0, "a");
    assertThat(rig.process(0).runs()).hasSize(3);
    resume(rig);
    rig.startAndSucceed(0, "b");
    assertThat(rig.statuses()).isEqualTo("warm-up=succeeded a=succeeded b=succeeded");
  }

  @Test
  void what_a_running_task_has_asked_for_runs() {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.spares = 1;
    EngineRig rig = setup.start();
    rig.submit("a", "b");
    rig.ready(0);
    rig.start(0, "a");
    pause(rig);
    rig.submitFrom(0, "a", "x");
    rig.ready(1);
    rig.startAndSucceed(1, "a/1");
    rig.succeed(0, "a");
    assertThat(rig.statuses()).isEqualTo("a=succeeded");
  }

  @Test
  void neither_a_retry_nor_a_task_that_the_writer_waits_for_starts() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit(EngineRig.retries(1), "a", "b");
    rig.ready(0);
    rig.start(0, "a");
    pause(rig);
    rig.steer(new PoolCommand.HoldTasks(2));
    rig.fail(0, "a", false);
    rig.advance(Duration.ofMinutes(1));
    assertThat(rig.process(0).runs()).hasSize(1);
    resume(rig);
    assertThat(rig.process(0).runs()).hasSize(2);
    rig.startAndSucceed(0, "b");
    assertThat(rig.process(0).runs()).hasSize(2);
    rig.steer(new PoolCommand.ReleaseTasks());
    rig.startAndSucceed(0, "a");
    assertThat(rig.statuses()).isEqualTo("b=succeeded a=succeeded");
  }

  @Test
  void resuming_does_not_end_a_hold_nor_releasing_a_pause() {
    EngineRig rig = EngineRig.withSlots(1);
    pause(rig);
    rig.steer(new PoolCommand.HoldTasks(0));
    rig.submit("a");
    resume(rig);
    rig.ready(0);
    assertThat(rig.process(0).runs()).isEmpty();
    pause(rig);
    rig.steer(new PoolCommand.ReleaseTasks());
    assertThat(rig.process(0).runs()).isEmpty();
    resume(rig);
    assertThat(rig.process(0).runs()).hasSize(1);
  }

  @Test
  void a_drain_ends_a_paused_pool() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a", "b");
    rig.ready(0);
    rig.start(0, "a");
    pause(rig);
    rig.drain("enough");
    rig.succeed(0, "a");
    rig.goodbye(0);
    assertThat(rig.summary().ending()).isEqualTo(RunEnding.STOPPED);
    assertThat(rig.statuses()).isEqualTo("b=skipped a=succeeded");
  }

  @Test
  void the_deadline_ends_a_paused_pool() {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.deadline = Duration.ofSeconds(10);
    EngineRig rig = setup.start();
    pause(rig);
    rig.submit("a");
    rig.advance(Duration.ofSeconds(11));
    assertThat(rig.statuses()).isEqualTo("a=skipped");
  }

  @Test
  void too_many_failures_end_a_paused_pool() {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.halt = new HaltRule(false, 1, 0);
    EngineRig rig = setup.start();
    rig.submit("a", "b");
    rig.ready(0);
    rig.start(0, "a");
    pause(rig);
    rig.fail(0, "a", false);
    assertThat(rig.statuses()).isEqualTo("a=failed b=skipped");
  }

  @Test
  void only_one_of_the_workers_that_die_is_replaced_before_the_pool_is_resumed() {
    EngineRig rig = EngineRig.withSlots(2);
    rig.submit("a", "b", "c", "d");
    rig.ready(0, 1);
    pause(rig);
    rig.exit(0, 1);
    rig.exit(1, 1);
    rig.advance(Duration.ofMinutes(1));
    assertThat(rig.launcher.processes).hasSize(3);
    resume(rig);
    assertThat(rig.launcher.processes).hasSize(4);
  }

  @Test
  void the_snapshot_tells_that_it_is_paused_and_why_nothing_starts() {
    EngineRig rig = EngineRig.withSlots(1);
    assertThat(reason(rig)).isEqualTo(WaitReason.NO_TASK);
    rig.submit(EngineRig.retries(1), "a", "b");
    assertThat(reason(rig)).isEqualTo(WaitReason.START);
    rig.ready(0);
    rig.start(0, "a");
    assertThat(reason(rig)).isEqualTo(WaitReason.BUSY);
    pause(rig);
    assertThat(reason(rig)).isEqualTo(WaitReason.PAUSED);
    assertThat(rig.engine.snapshot().condition().paused()).isTrue();
    resume(rig);
    rig.steer(new PoolCommand.HoldTasks(0));
    assertThat(reason(rig)).isEqualTo(WaitReason.RESULTS);
    rig.steer(new PoolCommand.ReleaseTasks());
    rig.succeed(0, "a");
    rig.start(0, "b");
    rig.fail(0, "b", false);
    assertThat(reason(rig)).isEqualTo(WaitReason.RETRY);
    assertThat(rig.engine.snapshot().condition().retrying()).isEqualTo(1);
    rig.exit(0, 1);
    rig.submit("c");
    assertThat(reason(rig)).isEqualTo(WaitReason.RESTART);
    rig.drain("enough");
    assertThat(reason(rig)).isEqualTo(WaitReason.STOPPING);
  }

  private static WaitReason reason(EngineRig rig) {
    return rig.engine.snapshot().condition().waitReason();
  }
}
