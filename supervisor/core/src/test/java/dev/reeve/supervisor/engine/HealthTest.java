package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.engine.worker.StopLadder;
import dev.reeve.supervisor.engine.worker.Worker;
import dev.reeve.supervisor.model.WorkerMemory;
import dev.reeve.supervisor.model.WorkerReport;
import dev.reeve.supervisor.process.WorkerEvent;
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
    rig.tell(0, new WorkerEvent.Started(1000));
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
    rig.say(0, new FromWorker.Success(Worker.DIAGNOSE, Json.NULL));
    rig.say(0, new FromWorker.Failure(Worker.DIAGNOSE, new RpcError(-32601, "what?", null)));
    assertThat(rig.log).hasSize(logged);
    rig.exit(0, 143);
    rig.say(0, new FromWorker.Success(Worker.DIAGNOSE, Json.NULL));
    assertThat(rig.statuses()).isEqualTo("spin=timed_out");
  }

  @Test
  void a_diagnosis_that_nobody_asked_for_is_complained_about() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.ready(0);
    rig.say(0, new FromWorker.Success(Worker.DIAGNOSE, Json.NULL));
    assertThat(rig.log).last().asString().contains("WARNING", "not asked");
  }

  @Test
  void an_idle_worker_past_its_memory_that_has_done_no_task_is_kept_and_that_is_said_once() {
    EngineRig rig = limitedTo100Mebibytes();
    rig.ready(0);
    for (int i = 0; i < 5; i++) {
      rig.heartbeat(0, 101 << 20);
    }
    assertThat(rig.process(0).askedToShutDown()).isFalse();
    assertThat(rig.log)
        .filteredOn(line -> line.contains("--max-worker-memory"))
        .singleElement()
        .asString()
        .contains("WARNING", "101 MiB resident, past 100 MiB, before its first task");
  }

  @Test
  void an_idle_worker_past_its_memory_is_recycled_once_and_not_again_before_it_did_a_task() {
    EngineRig rig = limitedTo100Mebibytes();
    rig.submit("a");
    rig.ready(0);
    rig.startAndSucceed(0, "a");
    rig.heartbeat(0, 101 << 20);
    assertThat(rig.process(0).askedToShutDown()).isTrue();
    rig.goodbye(0);
    assertThat(rig.launcher.processes).as("replaced at once, in case a task comes").hasSize(2);
    rig.ready(1);
    rig.heartbeat(1, 101 << 20);
    rig.heartbeat(1, 101 << 20);
    assertThat(rig.process(1).askedToShutDown()).isFalse();
    rig.submit("b");
    rig.startAndSucceed(1, "b");
    rig.heartbeat(1, 101 << 20);
    assertThat(rig.process(1).askedToShutDown()).isTrue();
  }

  @Test
  void a_worker_that_can_not_be_joined_is_replaced_after_a_wait() {
    EngineRig rig = spinning();
    rig.advance(Duration.ofSeconds(1));
    for (int i = 0; i < 3; i++) {
      rig.advance(EngineRig.GRACE);
    }
    rig.advance(EngineRig.GRACE);
    assertThat(rig.process(0).killed).isTrue();
    rig.submit("next");
    rig.advance(StopLadder.JOIN_LIMIT.minus(EngineRig.GRACE));
    assertThat(rig.statuses()).isEqualTo("spin=timed_out");
    rig.advance(Duration.ofMillis(1));
    assertThat(rig.launcher.processes).as("not at once").hasSize(1);
    rig.advance(Duration.ofSeconds(1));
    assertThat(rig.launcher.processes).hasSize(2);
  }

  @Test
  void a_worker_that_only_ever_grows_is_warned_of_once_and_the_summary_says_so() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.ready(0);
    rig.start(0, "a");
    for (int second = 0; second < 60; second++) {
      rig.advance(Duration.ofSeconds(1));
      rig.heartbeat(0, (100L + 2L * second) << 20);
    }
    assertThat(rig.log)
        .filteredOn(line -> line.contains("only ever grows"))
        .singleElement()
        .asString()
        .contains("WARNING", "worker 0.0 (pid 1000)", "from 100 MiB to ", "--max-worker-memory");
    rig.exit(0, 1);
    rig.drain("enough");
    assertThat(rig.summary().workers())
        .extracting(WorkerReport::memory)
        .containsExactly(new WorkerMemory(100L << 20, 218L << 20, 218L << 20, true));
  }

  @Test
  void short_lived_workers_have_a_figure_from_their_first_heartbeat() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit("a");
    rig.ready(0);
    rig.heartbeat(0, 7 << 20);
    rig.start(0, "a");
    rig.exit(0, 1);
    rig.finish();
    assertThat(rig.summary().workers())
        .extracting(WorkerReport::peakResidentBytes)
        .containsExactly(7L << 20);
  }

  private static EngineRig limitedTo100Mebibytes() {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.maxResident = 100 << 20;
    return setup.start();
  }

  private static EngineRig spinning() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit(EngineRig.timeout(Duration.ofSeconds(1)), "spin");
    rig.ready(0);
    rig.start(0, "spin");
    return rig;
  }
}
