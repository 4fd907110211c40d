package dev.reeve.supervisor.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.control.ControlAnswer;
import dev.reeve.supervisor.control.RunControl;
import dev.reeve.supervisor.control.RunLabel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run that is looked at and steered by requests. */
class SteeredRunTest {
  private final FakePool pool = FakePool.silent();
  private final List<String> told = new ArrayList<>();
  private final RunControl control =
      new RunControl(
          new RunBuilder(FakeJob.document(3), pool).build(),
          new RunLabel(7, "job", "run", "/", Instant.EPOCH),
          told::add);

  private String answer(String request) {
    ControlAnswer answer = control.answer(request.getBytes(UTF_8)).join();
    return answer.toJson().toString();
  }

  @Test
  void a_request_is_passed_to_the_pool_and_answered_with_the_state() {
    assertThat(answer("{\"call\":\"pause\"}")).startsWith("{\"result\":{\"run\":{\"pid\":7");
    assertThat(answer("{\"call\":\"resume\"}")).contains("\"state\":\"running\"");
    assertThat(answer("{\"call\":\"workers\",\"workers\":5}")).contains("\"tasks\":");
    assertThat(pool.pauses).containsExactly("pause", "resume", "resize to 5");
    assertThat(answer("{\"call\":\"drain\"}")).contains("result");
    assertThat(pool.stops).containsExactly("drain: drained by request");
    assertThat(told).hasSize(4);
  }

  @Test
  void looking_changes_nothing_and_tells_nobody() {
    assertThat(answer("{\"call\":\"status\"}")).contains("\"total\":3");
    assertThat(pool.pauses).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void a_task_that_neither_waits_nor_runs_is_an_error() {
    assertThat(answer("{\"call\":\"cancel\",\"id\":\"z\"}"))
        .startsWith("{\"error\":{\"kind\":\"unknown-task\",\"message\":\"no task \\\"z\\\" waits");
    pool.submitted.add("a");
    assertThat(answer("{\"call\":\"cancel\",\"id\":\"a\"}"))
        .isEqualTo("{\"result\":{\"id\":\"a\",\"outcome\":\"ending\"}}");
    assertThat(told).containsExactly("task \"a\" is cancelled by request");
  }

  @Test
  void a_request_that_is_none_is_an_error() {
    assertThat(answer("pause"))
        .startsWith("{\"error\":{\"kind\":\"bad-request\",\"message\":\"the request is not");
  }

  @Test
  void a_run_that_has_ended_says_so() {
    pool.ended = true;
    assertThat(answer("{\"call\":\"status\"}")).contains("\"kind\":\"run-ended\"");
  }
}
