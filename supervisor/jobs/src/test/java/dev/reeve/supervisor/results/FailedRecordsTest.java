package dev.reeve.supervisor.results;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FailedRecordsTest {
  private final Path file;

  FailedRecordsTest(@TempDir Path folder) {
    this.file = folder.resolve("r.jsonl");
  }

  private static String record(String id, TaskStatus status) {
    return "{\"seq\":1,\"id\":\"%s\",\"handler\":\"echo\",\"status\":\"%s\",\"attempts\":1}\n"
        .formatted(id, status.word());
  }

  private List<String> failed() throws IOException {
    List<String> found = new ArrayList<>();
    FailedRecords.read(
        file,
        (status, record) ->
            found.add(RecordParser.parse(status, record).id() + "=" + status.word()));
    return found;
  }

  @Test
  void the_last_record_of_each_id_counts() throws IOException {
    Files.writeString(
        file,
        record("a", TaskStatus.FAILED)
            + record("b", TaskStatus.CRASHED)
            + record("c", TaskStatus.SUCCEEDED)
            + record("a", TaskStatus.TIMED_OUT)
            + record("b", TaskStatus.SUCCEEDED)
            + record("c", TaskStatus.SKIPPED));
    assertThat(failed()).containsExactly("a=timed_out", "c=skipped");
  }

  @Test
  void a_file_without_failures_or_without_records_has_none() throws IOException {
    Files.writeString(file, record("a", TaskStatus.FAILED) + record("a", TaskStatus.SUCCEEDED));
    assertThat(failed()).isEmpty();
    Files.writeString(file, "");
    assertThat(failed()).isEmpty();
  }

  @Test
  void a_last_line_that_is_being_written_is_left_out() throws IOException {
    Files.writeString(file, record("a", TaskStatus.FAILED) + "{\"seq\":2,\"id\":\"b\",\"han");
    assertThat(failed()).containsExactly("a=failed");
  }

  @Test
  void an_invalid_line_of_a_stream_is_not_the_task_with_its_id() throws IOException {
    Files.writeString(
        file,
        "{\"seq\":2,\"id\":\"a\",\"status\":\"failed\",\"error\":{\"type\":\"InvalidTask\"}}\n"
            + record("a", TaskStatus.SUCCEEDED));
    assertThat(failed()).containsExactly("a=failed");
  }

  @Test
  void what_holds_no_records_cannot_be_read() throws IOException {
    assertThatThrownBy(this::failed)
        .isInstanceOf(CannotOpenResultsException.class)
        .hasMessageEndingWith("no such file or folder");
    Files.writeString(file, record("a", TaskStatus.FAILED) + "notes\n");
    assertThatThrownBy(this::failed).hasMessageContaining("line 2 is not a result record");
    Path folder = file.getParent();
    assertThatThrownBy(() -> FailedRecords.read(folder, (status, record) -> {}))
        .hasMessageContaining("not a regular file");
  }

  @Test
  void many_random_records_are_told_as_a_simple_map_would() throws IOException {
    Random random = new Random(7);
    List<TaskStatus> statuses = List.of(TaskStatus.values());
    TreeMap<String, TaskStatus> last = new TreeMap<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      String id = "t" + random.nextInt(4_000);
      TaskStatus status = statuses.get(random.nextInt(statuses.size()));
      last.put(id, status);
      text.append(record(id, status));
    }
    Files.writeString(file, text);
    List<String> expected = new ArrayList<>();
    last.forEach(
        (id, status) -> {
          if (status != TaskStatus.SUCCEEDED) {
            expected.add(id + "=" + status.word());
          }
        });
    assertThat(failed()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void a_record_is_parsed_as_it_was_written() throws IOException {
    TaskError error = new TaskError("T", "m\n\"x\"", "stack", 137, "KILL", "out", "err");
    TaskResult written = Results.failed(3, error);
    JsonWriter line = new JsonWriter();
    new RecordWriter().write(written, Results.TASK_HASH, line);
    ByteBuffer record = ByteBuffer.wrap(line.toByteArray());
    TaskResult parsed = RecordParser.parse(TaskStatus.FAILED, record);
    assertThat(parsed.error()).isEqualTo(error);
    assertThat(parsed.id()).isEqualTo(written.id());
    assertThat(parsed.seq()).isEqualTo(3);
    assertThat(parsed.attempts()).isEqualTo(written.attempts());
    assertThat(parsed.durationNanos()).isEqualTo(written.durationNanos());
    assertThat(parsed.startedAt()).isEqualTo("2026-11-20T10:00:00.123Z");
  }

  @Test
  void a_record_that_another_program_has_written_anew_is_parsed_too() throws IOException {
    String line =
        "{ \"status\" : \"failed\", \"x\": [{}], \"error\": {\"exitCode\": 9, \"type\": \"T\"},"
            + " \"durationMs\": 1.5, \"id\": \"a\"}";
    TaskResult parsed =
        RecordParser.parse(TaskStatus.FAILED, ByteBuffer.wrap(line.getBytes(UTF_8)));
    assertThat(parsed.durationNanos()).isEqualTo(1_500_000);
    assertThat(parsed.error()).isEqualTo(new TaskError("T", null, null, 9, null, null));
  }
}
