package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.os.ProcessFolder;
import dev.reeve.supervisor.model.TaskAttempt;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.worker.handlers.exec.OutputFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Outputs of running commands, with files in place of workers. */
final class OutputFollowerTest {
  private static final TaskResult.WorkerRef WORKER = new TaskResult.WorkerRef(0, 1);

  private final ProcessFolder folder = CommandOutputs.newFolder();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private OutputFollower follower = follower(out, true, false, false);
  private RawOutput output = output();

  private RawStreams streams(OutputStream target) {
    return new RawStreams(target, err);
  }

  private OutputFollower follower(
      OutputStream target, boolean lines, boolean tags, boolean inOrder) {
    raw = streams(target);
    return new OutputFollower(raw, folder.path(), new OutputFollower.Style(lines, tags, inOrder));
  }

  private RawStreams raw;

  private RawOutput output() {
    follower.start();
    return new RawOutput(
        raw, new RawOutput.Style(true, false, false, true), folder, follower, null);
  }

  private void use(OutputFollower other) {
    follower.close();
    follower = other;
    output = output();
  }

  @BeforeEach
  void create() throws IOException {
    ProcessFolder.create(folder.path());
  }

  @AfterEach
  void close() throws IOException {
    output.close();
    assertThat(folder.path()).doesNotExist();
  }

  private void start(long seq, String id, int attempt) {
    follower.attemptStarted(new TaskAttempt(seq, id, "exec", attempt, null, WORKER));
  }

  private void write(String id, int attempt, String text) throws IOException {
    Files.writeString(
        OutputFiles.of(folder.path(), id, attempt).stdout(),
        text,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static TaskResult result(long seq, String id, int attempts) {
    Json json = Json.parse("{\"exitCode\":0,\"stdout\":\"\",\"stderr\":\"\",\"truncated\":true}");
    return TaskResult.builder(seq, id, "exec", TaskStatus.SUCCEEDED)
        .attempts(attempts)
        .worker(WORKER)
        .result(json)
        .build();
  }

  private void end(long seq, String id, int attempts) throws IOException {
    output.write(List.of(result(seq, id, attempts)));
  }

  private void await(String text) {
    Awaitility.await().until(() -> text.equals(text()));
  }

  private String text() {
    RawStreams lock = raw;
    synchronized (lock) {
      return out.toString(UTF_8);
    }
  }

  @Test
  void lines_of_running_commands_come_whole_and_their_rest_at_the_end() throws IOException {
    start(1, "a", 1);
    start(2, "b", 1);
    write("a", 1, "a1\na");
    await("a1\n");
    write("b", 1, "b1\n");
    await("a1\nb1\n");
    write("a", 1, "2\nend");
    await("a1\nb1\na2\n");
    end(1, "a", 1);
    assertThat(text()).isEqualTo("a1\nb1\na2\nend");
    end(2, "b", 1);
    assertThat(folder.path()).isEmptyDirectory();
  }

  @Test
  void of_a_task_that_is_tried_again_all_attempts_are_printed_once() throws IOException {
    start(1, "a", 1);
    write("a", 1, "first\npart");
    await("first\n");
    start(1, "a", 2);
    write("a", 2, "second\n");
    await("first\npartsecond\n");
    end(1, "a", 2);
    assertThat(text()).isEqualTo("first\npartsecond\n");
    assertThat(folder.path()).isEmptyDirectory();
  }

  @Test
  void events_that_come_after_the_result_print_nothing_twice() throws IOException {
    write("a", 1, "a\n");
    end(1, "a", 1);
    start(1, "a", 1);
    follower.taskEnded(result(1, "a", 1));
    start(2, "b", 1);
    write("b", 1, "b\n");
    await("a\nb\n");
    follower.taskEnded(result(2, "b", 1));
    end(2, "b", 1);
    assertThat(text()).isEqualTo("a\nb\n");
  }

  @Test
  void in_the_order_of_the_input_only_the_next_task_is_followed() throws IOException {
    use(follower(out, true, true, true));
    start(2, "b", 1);
    write("b", 1, "b1\n");
    start(1, "a", 1);
    write("a", 1, "a1\n");
    await("a\ta1\n");
    end(1, "a", 1);
    await("a\ta1\nb\tb1\n");
    end(2, "b", 1);
  }

  @Test
  void ungrouped_output_comes_in_parts_of_lines() throws IOException {
    use(follower(out, false, false, false));
    start(1, "a", 1);
    write("a", 1, "par");
    await("par");
    end(1, "a", 1);
  }

  @Test
  void a_failure_of_standard_output_is_told_while_the_command_runs() throws IOException {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    use(follower(broken, true, false, false));
    AtomicReference<IOException> told = new AtomicReference<>();
    follower.onFailure(told::set);
    start(1, "a", 1);
    write("a", 1, "a\n");
    Awaitility.await().until(() -> told.get() != null);
    assertThatThrownBy(() -> end(1, "a", 1)).isSameAs(told.get());
    output =
        new RawOutput(
            streams(out), new RawOutput.Style(true, false, false, true), folder, null, null);
  }

  @Test
  void a_lack_of_memory_repeats_no_output() throws IOException {
    int[] failures = {2};
    OutputStream scarce =
        new OutputStream() {
          @Override
          public void write(int value) {
            throw new AssertionError("one by one");
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            if (failures[0]-- > 0) {
              throw new OutOfMemoryError("for a test");
            }
            out.write(bytes, from, length);
          }
        };
    use(follower(scarce, true, false, false));
    write("a", 1, "a\n");
    end(1, "a", 1);
    assertThat(text()).isEqualTo("a\n");
  }
}
