package dev.reeve.supervisor.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.job.SchemaCheck;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RecordWriterTest {
  private final RecordWriter writer = new RecordWriter();

  private String record(TaskResult result) {
    JsonWriter out = new JsonWriter();
    writer.write(result, Results.TASK_HASH, out);
    String record = StandardCharsets.UTF_8.decode(out.view()).toString();
    SchemaCheck.requireRecord(record);
    return record;
  }

  @Test
  void a_success_is_the_line_of_the_contract_with_the_result_byte_for_byte() {
    assertThat(record(Results.succeeded(1, "{ \"a\" : 1.0 }")))
        .isEqualTo(
            "{\"seq\":1,\"id\":\"t1\",\"handler\":\"echo\",\"status\":\"succeeded\",\"attempts\":1,"
                + "\"task\":\"0123456789abcdef\","
                + "\"startedAt\":\"2026-11-20T10:00:00.123Z\",\"durationMs\":12.3,"
                + "\"worker\":{\"slot\":0,\"pid\":4711},\"result\":{ \"a\" : 1.0 }}\n");
  }

  @Test
  void an_exit_code_comes_with_its_signal_even_if_there_was_none() {
    TaskError error = new TaskError("CommandFailed", "exit code 9", "at X", 9, null, "oops");
    assertThat(record(Results.failed(2, error)))
        .isEqualTo(
            "{\"seq\":2,\"id\":\"b\",\"handler\":\"exec\",\"status\":\"failed\",\"attempts\":3,"
                + "\"task\":\"0123456789abcdef\","
                + "\"startedAt\":\"2026-11-20T10:00:00.123Z\",\"durationMs\":2.0,"
                + "\"worker\":{\"slot\":1,\"pid\":4712},"
                + "\"error\":{\"type\":\"CommandFailed\",\"message\":\"exit code 9\",\"stack\":\"at X\","
                + "\"exitCode\":9,\"signal\":null,\"stderrTail\":\"oops\"}}\n");
  }

  @Test
  void the_ends_of_both_outputs_follow() {
    TaskError error = new TaskError("CommandFailed", "m", null, 1, null, "1 failure", "oops");
    assertThat(record(Results.failed(2, error)))
        .contains("\"signal\":null,\"stdoutTail\":\"1 failure\",\"stderrTail\":\"oops\"}");
  }

  @Test
  void an_error_without_a_process_has_neither_exit_code_nor_signal() {
    TaskError error = new TaskError("Boom", null, null, null, null, null);
    assertThat(record(Results.failed(2, error))).endsWith(",\"error\":{\"type\":\"Boom\"}}\n");
  }

  @Test
  void a_signal_shows_beside_its_exit_code() {
    TaskError error = new TaskError("WorkerCrashed", null, null, 137, "KILL", null);
    assertThat(record(Results.failed(2, error))).contains("\"exitCode\":137,\"signal\":\"KILL\"");
  }

  @Test
  void a_task_that_never_started_has_no_start_and_no_worker() {
    assertThat(record(Results.skipped(3)))
        .isEqualTo(
            "{\"seq\":3,\"id\":\"c\",\"handler\":\"sleep\",\"status\":\"skipped\",\"attempts\":0,"
                + "\"task\":\"0123456789abcdef\","
                + "\"durationMs\":0.0,"
                + "\"error\":{\"type\":\"Skipped\",\"message\":\"the run was halted\"}}\n");
  }

  @ParameterizedTest
  @EnumSource(TaskStatus.class)
  void every_status_is_written_as_its_word(TaskStatus status) {
    TaskResult result = TaskResult.notStarted(1, "x", "h", status, TaskError.of("T", "m"));
    assertThat(record(result)).contains("\"status\":\"" + status.word() + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "999, 0.0",
    "1000, 0.001",
    "10000, 0.01",
    "12345678, 12.345",
    "100000000, 100.0",
    "60000050000, 60000.05",
    "-5, 0.0"
  })
  void milliseconds_have_one_to_three_decimals(long nanos, String expected) {
    JsonWriter out = new JsonWriter();
    RecordWriter.writeMillis(nanos, out);
    assertThat(StandardCharsets.UTF_8.decode(out.view()).toString()).isEqualTo(expected);
  }

  @Test
  void the_remembered_second_does_not_stick_to_later_times() {
    JsonWriter out = new JsonWriter();
    TimestampText text = new TimestampText();
    text.write(Instant.parse("2026-11-20T10:00:00.009Z"), out);
    text.write(Instant.parse("2026-11-20T10:00:00.999Z"), out);
    text.write(Instant.parse("2026-11-20T10:00:01Z"), out);
    text.write(Instant.parse("1969-12-31T23:59:59.5Z"), out);
    assertThat(StandardCharsets.UTF_8.decode(out.view()).toString())
        .isEqualTo(
            "2026-11-20T10:00:00.009Z2026-11-20T10:00:00.999Z2026-11-20T10:00:01.000Z"
                + "1969-12-31T23:59:59.500Z");
  }
}
