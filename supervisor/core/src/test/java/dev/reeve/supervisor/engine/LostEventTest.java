package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.TaskPolicy;
import dev.reeve.supervisor.process.WorkerEvent;
import org.junit.jupiter.api.Test;

/** Faults of the supervisor itself, most likely for lack of memory. */
class LostEventTest {

  @Test
  @SuppressWarnings("NullAway") // breaks the engine on purpose
  void a_run_ends_even_if_a_fault_has_lost_the_end_of_a_task() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit(new TaskPolicy(null, 1, null), "a");
    rig.submit("b");
    rig.ready(0);
    rig.start(0, "a");
    assertThatThrownBy(() -> rig.fail(0, "a", false)).isInstanceOf(NullPointerException.class);
    rig.engine.fail(new OutOfMemoryError("Java heap space"));
    rig.engine.settle();
    assertThat(rig.engine.ended()).isNotDone();
    rig.exit(0, 137);
    RunSummary summary = rig.engine.ended().getNow(null);
    assertThat(summary.ending()).isEqualTo(RunEnding.INTERNAL_ERROR);
    assertThat(summary.message()).contains("out of memory", "-Xmx1g");
    assertThat(rig.statuses()).isEqualTo("b=skipped");
  }

  @Test
  void what_there_is_no_memory_for_crashes_no_task() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.ready(0);
    rig.start(0, "a");
    OutOfMemoryError error = new OutOfMemoryError("Java heap space");
    assertThatThrownBy(() -> rig.tell(0, new WorkerEvent.HeapExhausted(error))).isSameAs(error);
    rig.engine.fail(error);
    rig.exit(0, 137);
    assertThat(rig.statuses()).isEqualTo("a=cancelled");
    assertThat(rig.summary().ending()).isEqualTo(RunEnding.INTERNAL_ERROR);
  }
}
