package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.job.Jobs;
import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.supervisor.run.FakeJob;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JobCheckTest {
  private final Capture capture = new Capture();

  @Test
  void a_valid_job_is_told_to_be_so_with_its_number_of_tasks() throws Exception {
    JobCheck check = new JobCheck(FakeJob.stream().task().task().end(), capture.streams());
    assertThat(check.validate()).isZero();
    assertThat(capture.out()).isEqualTo("OK: 2 tasks\n");
    assertThat(capture.err()).isEmpty();
  }

  @Test
  void a_document_is_checked_without_making_its_tasks() throws Exception {
    FakeJob job = FakeJob.document(1_000_000_000_000L).breaksOff("a task was made");
    assertThat(new JobCheck(job, capture.streams()).validate()).isZero();
    assertThat(capture.out()).isEqualTo("OK: 1000000000000 tasks\n");
  }

  @Test
  void warnings_of_a_job_are_told_and_change_no_exit_code() throws Exception {
    FakeJob job = FakeJob.document(0).warning("job.json:1:2: tasks[0]: looks odd");
    assertThat(new JobCheck(job, capture.streams()).validate()).isZero();
    assertThat(capture.err()).isEqualTo("reeve: warning: job.json:1:2: tasks[0]: looks odd\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate %s --strict", "run --strict %s", "run --strict %s --dry-run"})
  void warnings_of_a_job_are_errors_if_it_is_to_be_strict(String command, @TempDir Path folder)
      throws Exception {
    Path job =
        Files.writeString(
            folder.resolve("job.json"),
            "{\"tasks\": [{\"forEach\": {\"glob\": \"*.none\"}, \"handler\": \"echo\"}]}");
    assertThat(capture.run(command.formatted(job).split(" "))).isEqualTo(65);
    assertThat(capture.err())
        .contains("tasks[0].forEach.glob: no file matches", "1 error; nothing was started");
    assertThat(capture.out()).isEmpty();
  }

  @Test
  void a_dry_run_shows_needs_and_uses_of_the_selected_tasks(@TempDir Path folder) throws Exception {
    Path job =
        Files.writeString(
            folder.resolve("job.json"),
            """
            {"resources": {"gpu": 2}, "tasks": [
              {"id": "b", "handler": "echo", "needs": ["a", {"task": "c", "when": "ended"}], "uses": "gpu"},
              {"id": "c", "handler": "echo"},
              {"id": "a", "handler": "echo"},
              {"id": "d", "handler": "echo"}]}
            """);
    assertThat(capture.run("run", "--dry-run", job.toString(), "--only", "b")).isZero();
    String rest = ",\"handler\":\"echo\",\"payload\":null,\"retries\":0,\"priority\":0,\"tags\":[]";
    assertThat(capture.out())
        .isEqualTo(
            "{\"id\":\"b\""
                + rest
                + ",\"uses\":{\"gpu\":1},\"needs\":[\"a\",{\"task\":\"c\",\"when\":\"ended\"}]}\n"
                + "{\"id\":\"c\""
                + rest
                + "}\n{\"id\":\"a\""
                + rest
                + "}\n");
    assertThat(capture.run("run", "--dry-run", job.toString(), "--only", "x")).isEqualTo(2);
    assertThat(capture.err()).contains("--only \"x\" matches no task");
    assertThat(capture.run("validate", job.toString())).isZero();
    assertThat(capture.run("validate", job.toString(), "--resource", "gpu=1")).isZero();
  }

  private int validate(String document) throws Exception {
    try (Job job =
        Jobs.document(
            new ByteArrayInputStream(document.replace('\'', '"').getBytes(UTF_8)),
            "job.json",
            Path.of(""),
            TaskDefaults.NONE)) {
      return new JobCheck(job, capture.streams()).validate();
    }
  }

  @Test
  void payloads_of_built_in_handlers_are_checked_as_strictly_as_fields_of_tasks() throws Exception {
    String tasks =
        """
        {'tasks': [
          {'handler': 'echo', 'payload': {'any': 3.7}},
          {'handler': 'exec', 'payload': {'command': ['a'], 'okExit': [1.9]}},
          {'handler': 'exec', 'payload': {'command': ['a', 5]}},
          {'handler': 'exec', 'payload': {'command': ['a'], 'pwd': '/'}},
          {'handler': 'image/blur', 'payload': {'from': 'a', 'to': 'b.png', 'radius': 3.7}},
          {'handler': 'image/thumbnail', 'payload': {'from': 'a', 'to': 'b.png', 'max': '3'}},
          {'handler': 'file/sha256', 'payload': {'path': 'a', 'path': 'b'}},
          {'handler': 'sleep', 'payload': null},
          {'forEach': {'items': ['a', 2]}, 'handler': 'file/sha256', 'payload': {'path': '{item}'}},
          {'handler': 'my/own', 'payload': {'command': 1}}
        ]}
        """;
    assertThat(validate(tasks)).isEqualTo(65);
    assertThat(capture.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("tasks[1].payload.okExit[0]: must be a whole number"),
            line -> assertThat(line).contains("tasks[2].payload.command[1]: must be a text, not 5"),
            line -> assertThat(line).contains("tasks[3].payload.pwd: "),
            line -> assertThat(line).contains("tasks[4].payload.radius: must be a whole number"),
            line -> assertThat(line).contains("tasks[5].payload.max: must be a whole number"),
            line ->
                assertThat(line).contains("tasks[6].payload: the field \"path\" is given twice"),
            line -> assertThat(line).contains("tasks[7].payload: must not be null"),
            line -> assertThat(line).contains("tasks[8].payload.path: must be a text, not 2"),
            line -> assertThat(line).isEqualTo("reeve: 8 errors; nothing was started"));
  }

  @Test
  void payloads_in_a_stream_are_checked_too() throws Exception {
    String line = "{\"id\":\"a\",\"handler\":\"sleep\",\"payload\":{\"duration\":5}}\n";
    Job job =
        Jobs.stream(
            new ByteArrayInputStream(line.getBytes(UTF_8)), "in", Path.of(""), TaskDefaults.NONE);
    assertThat(new JobCheck(job, capture.streams()).validate()).isEqualTo(65);
    assertThat(capture.err()).contains("task a: payload.duration: must be a text, not 5");
  }

  @Test
  void all_bad_lines_of_a_stream_are_named() throws Exception {
    FakeJob job = FakeJob.stream().rejected("x:1: bad").task().rejected("x:3: worse").end();
    assertThat(new JobCheck(job, capture.streams()).validate()).isEqualTo(65);
    assertThat(capture.out()).isEmpty();
    assertThat(capture.err())
        .isEqualTo("reeve: x:1: bad\nreeve: x:3: worse\nreeve: 2 errors; nothing was started\n");
  }

  @Test
  void a_stream_that_breaks_off_cannot_be_read() {
    JobCheck check =
        new JobCheck(FakeJob.stream().task().breaksOff("disk on fire"), capture.streams());
    assertThatThrownBy(check::validate)
        .isInstanceOfSatisfying(
            CommandAbortedException.class, e -> assertThat(e.exitCode()).isEqualTo(66))
        .hasMessage("disk on fire");
  }

  @Test
  void a_reader_who_leaves_early_is_no_fault_and_a_full_disk_is() {
    Capture pipe = Capture.thatFails("pipe:[1]");
    assertThat(pipe.run("handlers")).isEqualTo(141);
    assertThat(pipe.err()).isEmpty();
    Capture full = Capture.thatFails("/mnt/full/out");
    assertThat(full.run("handlers")).isEqualTo(74);
    assertThat(full.err()).isEqualTo("reeve: cannot write to standard output any more: no room\n");
  }

  @Test
  void a_dry_run_prints_every_task_and_names_the_bad_ones() throws Exception {
    FakeJob job = FakeJob.stream().task().rejected("x:2: bad").end();
    assertThat(new JobCheck(job, capture.streams()).printTasks()).isEqualTo(65);
    assertThat(capture.out())
        .isEqualTo(
            "{\"id\":\"t1\",\"handler\":\"echo\",\"payload\":null,\"retries\":0,\"priority\":0,"
                + "\"tags\":[]}\n");
    assertThat(capture.err()).startsWith("reeve: x:2: bad\n");
  }
}
