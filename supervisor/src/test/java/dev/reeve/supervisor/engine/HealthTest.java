package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.RawJson;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.ToWorker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is asked of workers that hang, and what is made of what they tell of their memory. */
class HealthTest {

  @Test
  void a_worker_whose_handler_ignores_its_time_limit_is_asked_for_its_threads_first() {
    EngineRig rig = spinning();
    rig.advance(Duration.ofSeconds(1));
    assertThat(rig.process(0).diagnosed()).isFalse();
    rig.advance(EngineRig.GRACE);
    assertThat(rig.process(0).sent)
        .filteredOn(m -> m instanceof ToWorker.Diagnose || m instanceof ToWorker.Shutdown)
        .first()
        .isEqualTo(new ToWorker.Diagnose(Worker.DIAGNOSE));
    assertThat(rig.process(0).dumped).as("its control thread is not in doubt").isFalse();
  }

  @Test
  void of_a_silent_worker_the_jvm_itself_is_asked_too() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.ready(0);
    rig.start(0, "a");
    rig.advance(Duration.ofSeconds(5));
    rig.advance(Duration.ofSeconds(5));
    assertThat(rig.process(0).diagnosed()).isTrue();
    assertThat(rig.process(0).dumped).isTrue();
  }

  @Test
  void a_worker_that_never_becomes_ready_is_asked_by_signal_alone() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.engine.pool().started(rig.process(0).key, 1000);
    for (int i = 0; i < 6; i++) {
      rig.advance(Duration.ofSeconds(5));
    }
    assertThat(rig.process(0).askedToShutDown()).isTrue();
    assertThat(rig.process(0).diagnosed()).isFalse();
    assertThat(rig.process(0).dumped).isTrue();
  }

  @Test
  void a_worker_that_ends_as_planned_is_asked_for_nothing() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.ready(0);
    rig.startAndSucceed(0, "a");
    rig.finish();
    assertThat(rig.process(0).askedToShutDown()).isTrue();
    assertThat(rig.process(0).diagnosed()).isFalse();
    assertThat(rig.process(0).dumped).isFalse();
  }

  @Test
  void the_answer_and_a_refusal_change_nothing_whenever_they_come() {
    EngineRig rig = spinning();
    rig.advance(Duration.ofSeconds(1));
    rig.advance(EngineRig.GRACE);
    int logged = rig.log.size();
    rig.say(0, new FromWorker.Success(Worker.DIAGNOSE, RawJson.NULL));
    rig.say(0, new FromWorker.Failure(Worker.DIAGNOSE, new RpcError(-32601, "what?", null)));
    assertThat(rig.log).hasSize(logged);
    rig.exit(0, 143);
    rig.say(0, new FromWorker.Success(Worker.DIAGNOSE, RawJson.NULL));
    assertThat(rig.statuses()).isEqualTo("spin=timed_out");
  }

  @Test
  void a_diagnosis_that_nobody_asked_for_is_complained_about() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.ready(0);
    rig.say(0, new FromWorker.Success(Worker.DIAGNOSE, RawJson.NULL));
    assertThat(rig.log).last().asString().contains("WARNING", "not asked");
  }

  private static EngineRig spinning() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit(EngineRig.timeout(Duration.ofSeconds(1)), "spin");
    rig.ready(0);
    rig.start(0, "spin");
    return rig;
  }
}
