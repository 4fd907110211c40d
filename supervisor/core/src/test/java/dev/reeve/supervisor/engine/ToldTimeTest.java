package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.RpcError;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long an attempt took is the worker's to say: here its messages may arrive together. */
class ToldTimeTest {
  private static final Duration SHORT = Duration.ofNanos(2_000);
  private static final Duration LONG = Duration.ofSeconds(1);

  @Test
  void a_told_duration_goes_into_the_result_though_start_and_end_arrive_together() {
    EngineRig rig = rigWith("a");
    rig.succeedAfter(0, "a", Duration.ofMillis(1));
    assertThat(rig.results.get(0).durationNanos()).isEqualTo(1_000_000);
  }

  @Test
  void a_told_duration_holds_against_what_was_seen_here() {
    EngineRig rig = rigWith("a");
    rig.start(0, "a");
    rig.advance(LONG);
    rig.say(0, new FromWorker.Success(rig.request(0, "a"), Json.NULL, 0));
    assertThat(rig.results.get(0).durationNanos()).isZero();
  }

  @Test
  void a_failure_tells_its_duration_too() {
    EngineRig rig = rigWith("a");
    rig.start(0, "a");
    rig.advance(LONG);
    RpcError error = new RpcError(RpcError.HANDLER_FAILED, "it broke", null);
    rig.say(0, new FromWorker.Failure(rig.request(0, "a"), error, 77));
    assertThat(rig.results.get(0).durationNanos()).isEqualTo(77);
  }

  @Test
  void a_failure_that_tells_no_duration_is_measured_here() {
    EngineRig rig = rigWith("a");
    rig.start(0, "a");
    rig.advance(Duration.ofMillis(3));
    rig.fail(0, "a", false);
    assertThat(rig.results.get(0).durationNanos()).isEqualTo(3_000_000);
  }

  @Test
  void an_attempt_that_its_worker_did_not_survive_is_measured_here() {
    EngineRig rig = rigWith("a");
    rig.start(0, "a");
    rig.advance(Duration.ofMillis(3));
    rig.exit(0, 137);
    assertThat(rig.results.get(0).durationNanos()).isEqualTo(3_000_000);
  }

  @Test
  void tasks_that_are_told_to_be_short_open_the_window_however_late_their_end_is_seen() {
    EngineRig rig = rigWith("a");
    rig.start(0, "a");
    rig.advance(LONG);
    rig.say(0, new FromWorker.Success(rig.request(0, "a"), Json.NULL, SHORT.toNanos()));
    rig.submit("b", "c", "d");
    assertThat(rig.process(0).runs()).hasSize(4);
  }

  @Test
  void tasks_that_are_told_to_be_long_close_the_window_however_fast_they_seem_here() {
    EngineRig rig = rigWith("a");
    rig.succeedAfter(0, "a", LONG);
    rig.submit("b", "c", "d");
    assertThat(rig.process(0).runs()).hasSize(2);
  }

  private static EngineRig rigWith(String task) {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit(task);
    rig.ready(0);
    return rig;
  }
}
