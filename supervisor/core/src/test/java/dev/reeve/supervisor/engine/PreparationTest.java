package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.model.TaskPolicy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The first task for a handler in a worker: the handler is made before it is called. */
class PreparationTest {
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final Duration WHILE = Duration.ofSeconds(6);
  private static final Duration READY_LIMIT = Duration.ofSeconds(30);

  @Test
  void the_time_limit_counts_from_the_call_of_the_handler() {
    EngineRig rig = preparing(EngineRig.timeout(LIMIT));
    rig.advance(WHILE);
    Instant called = rig.clock.wall();
    rig.start(0, "a");
    rig.advance(LIMIT.minusMillis(1));
    assertThat(rig.process(0).cancels()).isEmpty();
    rig.succeed(0, "a");
    assertThat(rig.statuses()).isEqualTo("a=succeeded");
    assertThat(rig.result("a").startedAt()).isEqualTo(called);
    assertThat(rig.log).noneMatch(line -> line.startsWith("WARNING"));
  }

  @Test
  void it_passes_as_ever_when_the_handler_runs() {
    EngineRig rig = preparing(EngineRig.timeout(LIMIT));
    rig.advance(WHILE);
    rig.start(0, "a");
    rig.advance(LIMIT);
    assertThat(rig.process(0).cancels()).hasSize(1);
    rig.fail(0, "a", false);
    assertThat(rig.result("a").error().message()).isEqualTo("the time limit of 1s has passed");
  }

  @Test
  void a_handler_that_is_never_made_is_interrupted_and_then_its_worker_ended() {
    EngineRig rig = preparing(EngineRig.timeout(LIMIT));
    for (Duration time = WHILE; time.compareTo(READY_LIMIT) < 0; time = time.plus(WHILE)) {
      rig.advance(WHILE);
      rig.heartbeat(0, 1);
    }
    assertThat(rig.process(0).cancels()).isEmpty();
    rig.advance(WHILE);
    assertThat(rig.process(0).cancels()).hasSize(1);
    rig.advance(EngineRig.GRACE);
    assertThat(rig.process(0).askedToShutDown()).isTrue();
    rig.exit(0, 143);
    assertThat(rig.statuses()).isEqualTo("a=timed_out");
    assertThat(rig.result("a").error().message()).isEqualTo("its handler was not ready within 30s");
  }

  @Test
  void without_a_time_limit_it_may_take_as_long_as_it_needs() {
    EngineRig rig = preparing(TaskPolicy.DEFAULT);
    for (int second = 0; second < 600; second += 5) {
      rig.advance(Duration.ofSeconds(5));
      rig.heartbeat(0, 1);
    }
    rig.start(0, "a");
    rig.succeed(0, "a");
    assertThat(rig.statuses()).isEqualTo("a=succeeded");
  }

  @Test
  void a_worker_that_dies_of_it_charges_its_task() {
    EngineRig rig = preparing(EngineRig.retries(5));
    rig.exit(0, 1);
    rig.advance(Duration.ofSeconds(1));
    rig.ready(1);
    assertThat(rig.process(1).runs()).extracting(ToWorker.RunTask::attempt).containsExactly(2);
    rig.say(1, new FromWorker.TaskPreparing(rig.request(1, "a")));
    rig.exit(1, 1);
    assertThat(rig.statuses()).as("two workers died").isEqualTo("a=crashed");
  }

  @Test
  void a_result_without_a_start_says_when_the_handler_was_called() {
    EngineRig rig = preparing(EngineRig.timeout(LIMIT));
    rig.advance(WHILE);
    Instant called = rig.clock.wall();
    rig.advance(Duration.ofMillis(2));
    rig.say(0, new FromWorker.Success(rig.request(0, "a"), Json.NULL, 2_000_000));
    assertThat(rig.result("a").startedAt()).isEqualTo(called);
  }

  @Test
  void what_is_said_twice_or_out_of_turn_is_complained_of() {
    EngineRig rig = preparing(EngineRig.timeout(LIMIT));
    rig.say(0, new FromWorker.TaskPreparing(rig.request(0, "a")));
    assertThat(rig.log).filteredOn(line -> line.contains("which is not its next")).hasSize(1);
    rig.start(0, "a");
    rig.say(0, new FromWorker.TaskPreparing(rig.request(0, "a")));
    assertThat(rig.log).filteredOn(line -> line.contains("which is not its next")).hasSize(2);
  }

  @Test
  void a_cancel_meanwhile_has_the_grace_period() {
    EngineRig rig = preparing(EngineRig.timeout(LIMIT));
    rig.cancel("a");
    rig.advance(EngineRig.GRACE);
    assertThat(rig.process(0).askedToShutDown()).isTrue();
  }

  private static EngineRig preparing(TaskPolicy policy) {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit(policy, "a");
    rig.ready(0);
    rig.say(0, new FromWorker.TaskPreparing(rig.request(0, "a")));
    return rig;
  }
}
