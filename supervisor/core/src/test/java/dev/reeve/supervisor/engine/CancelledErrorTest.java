package dev.reeve.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.protocol.ErrorData;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.RpcError;
import dev.reeve.supervisor.model.HaltRule;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors of attempts that were ended early: the reason, and the ends of a command's outputs. */
class CancelledErrorTest {
  private static final String INTERRUPTED = "java.lang.InterruptedException";

  @Test
  void the_deadline_of_the_run_is_the_reason() {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.deadline = Duration.ofMinutes(1);
    EngineRig rig = running(setup);
    rig.advance(Duration.ofMinutes(1));
    breakOff(rig, "a", INTERRUPTED);
    assertThat(rig.result("a").status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(rig.result("a").error())
        .isEqualTo(TaskError.of("Cancelled", "the deadline of the run has passed"));
  }

  @Test
  void too_many_failed_tasks_are_the_reason() {
    EngineRig.Setup setup = new EngineRig.Setup();
    setup.halt = new HaltRule(true, 1, 0);
    setup.slots = 2;
    EngineRig rig = running(setup);
    rig.ready(1);
    rig.start(1, "b");
    rig.fail(1, "b", false);
    breakOff(rig, "a", INTERRUPTED);
    assertThat(rig.result("a").error().message()).isEqualTo("1 of 1 tasks failed, the limit is 1");
    assertThat(rig.result("a").error().stack()).isNull();
  }

  @Test
  void a_signal_is_the_reason_when_the_grace_period_is_over() {
    EngineRig rig = running(new EngineRig.Setup());
    rig.drain("signal TERM");
    rig.advance(EngineRig.GRACE);
    breakOff(rig, "a", INTERRUPTED);
    assertThat(rig.result("a").error()).isEqualTo(TaskError.of("Cancelled", "signal TERM"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        INTERRUPTED,
        "CommandInterrupted",
        "java.nio.channels.ClosedByInterruptException",
        "java.util.concurrent.CancellationException"
      })
  void a_cancel_by_the_submitter_needs_no_stack(String type) {
    EngineRig rig = running(new EngineRig.Setup());
    rig.cancel("a");
    breakOff(rig, "a", type);
    assertThat(rig.result("a").error().message()).isEqualTo("it was cancelled");
    assertThat(rig.result("a").error().stack()).isNull();
    assertThat(rig.result("a").error().stdoutTail()).isEqualTo(tail(type, "out"));
  }

  @Test
  void an_error_that_is_no_interruption_is_kept() {
    EngineRig rig = running(new EngineRig.Setup());
    rig.cancel("a");
    breakOff(rig, "a", "Boom");
    TaskError error = rig.result("a").error();
    assertThat(error.type()).isEqualTo("Boom");
    assertThat(error.message()).isEqualTo("it was cancelled; the task's last word: broken off");
    assertThat(error.stack()).isEqualTo("the stack");
  }

  @Test
  void a_command_that_passed_its_time_limit_keeps_the_ends_of_both_outputs() {
    EngineRig rig = EngineRig.withSlots(1);
    rig.submit(EngineRig.timeout(Duration.ofSeconds(1)), "a");
    rig.ready(0);
    rig.start(0, "a");
    rig.advance(Duration.ofSeconds(1));
    breakOff(rig, "a", "CommandInterrupted");
    TaskError error = rig.result("a").error();
    assertThat(error.type()).isEqualTo("TimedOut");
    assertThat(error.message()).isEqualTo("the time limit of 1s has passed");
    assertThat(error.stdoutTail()).isEqualTo("out");
    assertThat(error.stderrTail()).isEqualTo("err");
    assertThat(error.stack()).isNull();
  }

  private static EngineRig running(EngineRig.Setup setup) {
    EngineRig rig = setup.start();
    rig.submit("a", "b");
    rig.ready(0);
    rig.start(0, "a");
    return rig;
  }

  /** The worker answers as a handler does that is interrupted. */
  private static void breakOff(EngineRig rig, String task, String type) {
    ErrorData data =
        new ErrorData(
            type,
            "broken off",
            "the stack",
            List.of(),
            false,
            null,
            null,
            tail(type, "out"),
            tail(type, "err"));
    RpcError error = new RpcError(RpcError.HANDLER_FAILED, "broken off", data);
    rig.say(0, new FromWorker.Failure(rig.request(0, task), error));
  }

  private static @Nullable String tail(String type, String text) {
    return type.equals("CommandInterrupted") ? text : null;
  }
}
