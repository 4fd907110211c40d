package dev.reeve.supervisor.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.supervisor.engine.ScriptedLauncher.Scripted;
import dev.reeve.supervisor.process.WorkerKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerStateTest {

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource({
    "STARTING,STARTING,false",
    "STARTING,IDLE,true",
    "STARTING,BUSY,false",
    "STARTING,DRAINING,true",
    "STARTING,EXITED,true",
    "IDLE,STARTING,false",
    "IDLE,IDLE,false",
    "IDLE,BUSY,true",
    "IDLE,DRAINING,true",
    "IDLE,EXITED,true",
    "BUSY,STARTING,false",
    "BUSY,IDLE,true",
    "BUSY,BUSY,false",
    "BUSY,DRAINING,true",
    "BUSY,EXITED,true",
    "DRAINING,STARTING,false",
    "DRAINING,IDLE,false",
    "DRAINING,BUSY,false",
    "DRAINING,DRAINING,false",
    "DRAINING,EXITED,true",
    "EXITED,STARTING,false",
    "EXITED,IDLE,false",
    "EXITED,BUSY,false",
    "EXITED,DRAINING,false",
    "EXITED,EXITED,false"
  })
  void only_transitions_of_the_table_are_legal(WorkerState from, WorkerState to, boolean legal) {
    assertThat(from.mayBecome(to)).isEqualTo(legal);
  }

  @ParameterizedTest
  @CsvSource({"BUSY", "STARTING"})
  void an_illegal_transition_throws_and_names_both_states(WorkerState next) {
    WorkerKey key = new WorkerKey(3, 1);
    Worker worker =
        new Worker(
            key, new Scripted(key, 1), PoolSettings.builder().build(), (level, text) -> {}, 0);
    assertThatThrownBy(() -> worker.become(next))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("worker 3.1", "STARTING", next.name());
  }
}
