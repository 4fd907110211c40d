package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.engine.EngineRig.Setup;
import dev.reeve.supervisor.engine.task.Machine;
import dev.reeve.supervisor.model.Backoff;
import dev.reeve.supervisor.model.StartLimits;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskPolicy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tasks wait although workers are idle: for resources, for the machine, for some time. */
class StartLimitsTest {
  private double load = 9;

  private EngineRig rig(int slots, StartLimits limits) {
    Setup setup = new Setup();
    setup.slots = slots;
    setup.limits = limits;
    setup.machine =
        new Machine() {
          @Override
          public double load() {
            return load;
          }

          @Override
          public long freeMemory() {
            return -1;
          }
        };
    return setup.start();
  }

  private static TaskPolicy using(int gpus) {
    return new TaskPolicy(null, 1, Backoff.DEFAULT, Map.of("gpu", gpus));
  }

  @Test
  void no_more_tasks_run_than_there_are_resources_and_others_pass_them() {
    EngineRig rig = rig(3, StartLimits.ofResources(Map.of("gpu", 1)));
    rig.submit(using(1), "a", "b");
    rig.submit("c");
    rig.ready(0, 1);
    rig.start(0, "a");
    rig.start(1, "c");
    assertThat(rig.launcher.processes).as("no worker for a task that waits anyway").hasSize(2);
    rig.succeed(1, "c");
    assertThat(rig.process(1).runs()).hasSize(1);
    rig.succeed(0, "a");
    rig.startAndSucceed(0, "b");
    assertThat(rig.statuses()).isEqualTo("c=succeeded a=succeeded b=succeeded");
  }

  @Test
  void a_task_between_two_attempts_and_one_whose_worker_died_use_nothing() {
    EngineRig rig = rig(2, StartLimits.ofResources(Map.of("gpu", 1)));
    rig.submit(using(1), "a", "b");
    rig.ready(0);
    rig.start(0, "a");
    rig.fail(0, "a", false);
    rig.start(0, "b");
    rig.advance(Duration.ofSeconds(2));
    assertThat(rig.process(0).runs()).hasSize(2);
    rig.exit(0, 137);
    rig.ready(1);
    rig.start(1, "a");
    rig.succeed(1, "a");
    rig.advance(Duration.ofSeconds(2));
    rig.startAndSucceed(1, "b");
    assertThat(rig.statuses()).isEqualTo("a=succeeded b=succeeded");
  }

  @Test
  void a_cancelled_task_gives_its_turn_to_the_next() {
    EngineRig rig = rig(1, StartLimits.ofResources(Map.of("gpu", 1)));
    rig.submit(using(1), "a", "b", "c");
    rig.ready(0);
    rig.start(0, "a");
    rig.cancel("b");
    rig.succeed(0, "a");
    rig.startAndSucceed(0, "c");
    assertThat(rig.statuses()).isEqualTo("b=cancelled a=succeeded c=succeeded");
  }

  @Test
  void a_task_that_can_never_run_fails_and_the_others_run() {
    EngineRig rig = rig(1, StartLimits.ofResources(Map.of("gpu", 1)));
    rig.submit(using(2), "big");
    rig.submit("a");
    rig.ready(0);
    rig.startAndSucceed(0, "a");
    assertThat(rig.statuses()).isEqualTo("big=failed a=succeeded");
    assertThat(rig.result("big").error())
        .isEqualTo(
            TaskError.of("ResourceMissing", "it uses 2 of \"gpu\", of which there are only 1"));
  }

  @Test
  void a_drain_skips_tasks_that_wait_for_resources() {
    EngineRig rig = rig(1, StartLimits.ofResources(Map.of("gpu", 1)));
    rig.submit(using(1), "a", "b");
    rig.ready(0);
    rig.start(0, "a");
    rig.drain("enough");
    rig.succeed(0, "a");
    assertThat(rig.statuses()).isEqualTo("b=skipped a=succeeded");
  }

  @Test
  void no_task_starts_while_the_load_is_high_and_a_snapshot_says_why() {
    EngineRig rig = rig(2, new StartLimits(Map.of(), 4.0, null, null));
    rig.submit("a", "b");
    assertThat(rig.launcher.processes).as("more would add to the load").hasSize(1);
    assertThat(rig.engine.snapshot().heldBack()).isEqualTo("the load of 9.00 is above 4");
    load = 1;
    rig.advance(Duration.ofSeconds(1));
    rig.ready(0, 1);
    rig.start(0, "a");
    rig.start(1, "b");
    load = 9;
    rig.submit("c");
    rig.succeed(0, "a");
    rig.advance(Duration.ofSeconds(1));
    rig.submit("d");
    assertThat(rig.engine.nextWait(rig.clock.nanos())).isBetween(1L, 1_000_000_000L);
    assertThat(rig.statuses()).as("one that runs goes on").isEqualTo("a=succeeded");
    load = 4;
    rig.advance(Duration.ofSeconds(1));
    rig.succeed(1, "b");
    rig.startAndSucceed(0, "c");
    rig.startAndSucceed(1, "d");
    assertThat(rig.statuses()).isEqualTo("a=succeeded b=succeeded c=succeeded d=succeeded");
    assertThat(rig.engine.snapshot().heldBack()).isNull();
    assertThat(rig.log)
        .filteredOn(line -> line.startsWith("INFO no further task is started: the load of 9.00"))
        .as("each time once")
        .hasSize(2);
  }

  @Test
  void starts_are_apart_and_the_loop_wakes_up_for_the_next() {
    EngineRig rig = rig(2, new StartLimits(Map.of(), null, null, Duration.ofSeconds(2)));
    rig.submit("a", "b", "c");
    rig.ready(0, 1);
    rig.startAndSucceed(0, "a");
    assertThat(rig.process(0).runs()).hasSize(1);
    assertThat(rig.process(1).runs()).isEmpty();
    assertThat(rig.engine.nextWait(rig.clock.nanos())).isEqualTo(2_000_000_000L);
    rig.advance(Duration.ofSeconds(2));
    assertThat(rig.process(0).runs()).hasSize(2);
    assertThat(rig.process(1).runs()).as("nothing waits in a pipe").isEmpty();
  }

  @Test
  void what_a_running_task_has_asked_for_is_not_held_back() {
    Setup setup = new Setup();
    setup.spares = 1;
    setup.limits = new StartLimits(Map.of(), null, null, Duration.ofHours(1));
    EngineRig rig = setup.start();
    rig.submit("a", "b");
    rig.ready(0);
    rig.start(0, "a");
    rig.submitFrom(0, "a", "x");
    rig.ready(1);
    rig.startAndSucceed(1, "a/1");
    rig.succeed(0, "a");
    assertThat(rig.statuses()).isEqualTo("a=succeeded");
  }
}
