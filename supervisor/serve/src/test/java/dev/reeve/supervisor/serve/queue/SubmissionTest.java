package dev.reeve.supervisor.serve.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reeve.json.Json;
import dev.reeve.supervisor.job.InvalidJobException;
import dev.reeve.supervisor.job.JobError;
import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.supervisor.job.TaskParser;
import dev.reeve.supervisor.model.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionTest {

  private static Submission parse(String json) throws InvalidJobException {
    return Submission.parse(json.getBytes(UTF_8), "fallback");
  }

  private static List<String> errors(String json) {
    InvalidJobException invalid =
        catchThrowableOfType(InvalidJobException.class, () -> parse(json));
    return invalid.errors().stream().map(JobError::toString).toList();
  }

  @Test
  void a_plain_task_and_one_on_several_lines_are_read() throws Exception {
    assertThat(parse("{\"id\":\"a\",\"handler\":\"echo\",\"payload\":[1]}").task().payload())
        .hasToString("[1]");
    Submission task =
        parse("\n{\n \"handler\": \"echo\",\n \"payload\": {\"a\": 1},\n \"timeout\": \"3s\"\n}\n");
    assertThat(task.id()).isEqualTo("fallback");
    assertThat(task.task().payload()).hasToString("{\"a\":1}");
    assertThat(task.task().policy().timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(task.durable()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'handlr':'echo'} | task:1:2: handlr: unknown field \"handlr\"; did you mean \"handler\"?",
        "{'handler':'echo','timeout':'soon'} | task:1:29: timeout: \"soon\"",
        "{'handler':'echo'} {} | unexpected text after the task",
        "{'id':'','handler':'echo'} | task:1:7: id: must have 1 to 1000 characters, not 0",
        "[] | task:1:1: must be a task: an object with handler or command, not an array",
        "`` | task: is empty; expected a task: an object with handler or command",
        "` \t ` | task: is empty",
        "{'handler':'echo', | task:1:19:",
        "{'handler':'echo','needs':'x'} | needs: is only allowed in job documents",
        "{'handler':'echo','uses':'gpu'} | there is no resource \"gpu\"",
      })
  void an_invalid_task_is_refused_with_place_and_reason(String json, String error) {
    assertThat(errors(json.replace('\'', '"')))
        .anySatisfy(each -> assertThat(each).contains(error));
  }

  @Test
  void a_fallback_id_must_be_an_id_too() {
    InvalidJobException invalid =
        catchThrowableOfType(
            InvalidJobException.class,
            () -> Submission.parse("{\"handler\":\"echo\"}".getBytes(UTF_8), "x".repeat(1001)));
    assertThat(invalid).hasMessage("task: id: must have 1 to 1000 characters, not 1001");
  }

  @Test
  void a_durable_task_that_could_not_be_read_again_is_refused() {
    Task tooLong = Task.of(1, "x".repeat(1001), "echo", Json.NULL);
    Task deep = Task.of(1, "x", "echo", Json.parse("[".repeat(70) + "]".repeat(70)));
    assertThatThrownBy(() -> Submission.of(tooLong, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("id must have 1 to 1000 characters, not 1001");
    assertThatThrownBy(() -> Submission.of(deep, true))
        .hasMessageContaining("no line of a stream can have this task: payload");
    assertThat(Submission.of(deep, false).task()).isEqualTo(deep);
  }

  @Test
  void a_payload_that_no_message_can_hold_is_refused() {
    Json large = Json.string("x".repeat(TaskParser.MAX_BYTES));
    assertThatThrownBy(() -> Submission.of(Task.of(1, "x", "echo", large), false))
        .hasMessage("the payload has 16777218 bytes, more than 16777216");
  }

  @Test
  void folder_resources_and_defaults_are_those_of_the_parser() throws Exception {
    TaskParser parser =
        new TaskParser(
            Path.of("/data"), new TaskDefaults(Duration.ofSeconds(9), 2, Map.of("gpu", 1)));
    Submission task =
        Submission.parse("{\"command\":[\"ls\"],\"uses\":\"gpu\"}".getBytes(UTF_8), "x", parser);
    assertThat(task.task().policy().retries()).isEqualTo(2);
    assertThat(task.task().policy().uses()).isEqualTo(Map.of("gpu", 1));
    assertThat(task.task().payload().toString()).contains("\"/data\"");
  }
}
