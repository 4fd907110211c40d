package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.engine.worker.PoolCommand;
import dev.reeve.supervisor.model.TaskPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tasks are held back while results take too much memory. */
class HoldTest {

  private static void hold(EngineRig rig, long exceptSeq) {
    rig.steer(new PoolCommand.HoldTasks(exceptSeq));
  }

  private static void release(EngineRig rig) {
    rig.steer(new PoolCommand.ReleaseTasks());
  }

  @Test
  void it_holds_waiting_tasks_back_and_a_running_one_goes_on() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a", "b");
    rig.ready(0);
    rig.start(0, "a");
    hold(rig, 0);
    rig.succeed(0, "a");
    assertThat(rig.process(0).runs()).hasSize(1);
    rig.submit("c");
    assertThat(rig.process(0).runs()).hasSize(1);
    release(rig);
    rig.startAndSucceed(0, "b", "c");
    assertThat(rig.statuses()).isEqualTo("a=succeeded b=succeeded c=succeeded");
  }

  @Test
  void the_excepted_task_runs_even_if_it_has_to_be_tried_again() {
    EngineRig rig = EngineRig.withSlots(1);
    hold(rig, 2);
    rig.submit(EngineRig.retries(1), "a", "b", "c");
    rig.ready(0);
    rig.start(0, "b");
    rig.fail(0, "b", false);
    rig.advance(Duration.ofSeconds(2));
    rig.startAndSucceed(0, "b");
    assertThat(rig.statuses()).isEqualTo("b=succeeded");
    assertThat(rig.process(0).runs()).hasSize(2);
  }

  @Test
  void what_a_running_task_has_asked_for_runs() {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.spares = 1;
    EngineRig rig = setup.start();
    rig.submit("a", "b");
    rig.ready(0);
    rig.start(0, "a");
    hold(rig, 0);
    rig.submitFrom(0, "a", "x");
    rig.ready(1);
    rig.startAndSucceed(1, "a/1");
    rig.succeed(0, "a");
    assertThat(rig.statuses()).isEqualTo("a=succeeded");
  }

  @Test
  void time_limits_and_a_drain_work_meanwhile() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit(EngineRig.timeout(Duration.ofSeconds(1)), "a");
    rig.submit(TaskPolicy.DEFAULT, "b");
    rig.ready(0);
    rig.start(0, "a");
    hold(rig, 0);
    rig.advance(Duration.ofSeconds(2));
    rig.fail(0, "a", false);
    rig.drain("enough");
    assertThat(rig.statuses()).isEqualTo("a=timed_out b=skipped");
  }

  @Test
  void an_idle_worker_does_not_keep_the_loop_awake() {
    EngineRig rig = EngineRig.withSlots(2);
    hold(rig, 0);
    rig.submit("a", "b");
    rig.ready(0, 1);
    rig.advance(Duration.ofSeconds(1));
    assertThat(rig.engine.nextWait(rig.clock.nanos())).isGreaterThan(1_000_000);
  }
}
