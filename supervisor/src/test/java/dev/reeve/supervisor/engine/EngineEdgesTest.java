package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.RunEnding;
import org.junit.jupiter.api.Test;

/** Things that come at the wrong moment, in the wrong order, or never. */
class EngineEdgesTest {

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
}
