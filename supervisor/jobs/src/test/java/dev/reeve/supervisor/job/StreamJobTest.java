package dev.reeve.supervisor.job;

import static dev.reeve.supervisor.job.JobTexts.all;
import static dev.reeve.supervisor.job.JobTexts.entries;
import static dev.reeve.supervisor.job.JobTexts.json;
import static dev.reeve.supervisor.job.JobTexts.rejected;
import static dev.reeve.supervisor.job.JobTexts.rejection;
import static dev.reeve.supervisor.job.JobTexts.stream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamJobTest {

  @Test
  void each_line_is_a_task_and_blank_lines_are_none() throws Exception {
    List<Task> tasks =
        all(
            stream(
                "\uFEFF{'handler': 'echo', 'payload': [ 1 ]}\r\n\n  \t\n{'id': 'b', 'command': ['ls']}"));

    assertThat(tasks).extracting(Task::seq).containsExactly(1L, 2L);
    assertThat(tasks).extracting(Task::id).containsExactly("1", "b");
    assertThat(tasks)
        .extracting(task -> task.payload().toString())
        .containsExactly("[1]", json("{'command':['ls'],'cwd':'/jobs'}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a\\q\"", "\"\\u12\"", "\"a\tb\"", "\"a", "\"a\\", "\"", "\"a\" 1"})
  void a_payload_that_is_a_broken_string_is_no_task(String payload) throws IOException {
    assertThat(rejection("{\"handler\":\"echo\",\"payload\":" + payload + "}"))
        .startsWith("job.jsonl:1:");
  }

  @Test
  void a_stream_has_no_settings_and_an_unknown_number_of_tasks() {
    Job job = stream("");

    assertThat(job.settings()).isEqualTo(JobSettings.NONE);
    assertThat(job.totalTasks()).isEqualTo(-1);
    assertThat(job.folder()).isEqualTo(JobTexts.FOLDER);
  }

  @Test
  void a_bad_line_fails_alone() throws Exception {
    List<SourceEntry> entries =
        entries(
            stream(
                "{'handler': 'echo'}\n\n{'id': 'x', 'handler': 'sleep', 'timeout': 5}\n{'handler': 'echo'}\n"));

    TaskResult result = rejected(entries.get(1));
    assertThat(result.seq()).isEqualTo(2);
    assertThat(result.id()).isEqualTo("x");
    assertThat(result.handler()).isEqualTo("sleep");
    assertThat(result.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(result.attempts()).isZero();
    assertThat(result.error()).isNotNull();
    assertThat(result.error().type()).isEqualTo("InvalidTask");
    assertThat(result.error().message())
        .isEqualTo("job.jsonl:3:44: timeout: must be a duration such as \"30s\", not the number 5");
    assertThat(((SourceEntry.Ready) entries.get(2)).task().id()).isEqualTo("3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense | job.jsonl:1:1: is not valid JSON: unrecognized token 'nonsense'; nothing after it was checked",
        "[1] | job.jsonl:1:1: must be a task: an object with handler or command, not an array",
        "null | job.jsonl:1:1: must be a task: an object with handler or command, not null; leave the field out if it has no value",
        "{} | job.jsonl:1:1: needs a handler or a command",
        "{'handler':'e'} {} | job.jsonl:1:17: unexpected text after the task; write one task per line",
        "{'handler':'e' | job.jsonl:1:15: handler: ends too early: a quotation mark, a bracket or a value is missing; nothing after it was checked",
        "{'handler':'e','forEach':{'items':[1]}} | job.jsonl:1:26: forEach: is only allowed in job documents, for their tasks; in JSON Lines each task has its own line",
        "{'retries':-1,'hander':'e'} | job.jsonl:1:1: needs a handler or a command; job.jsonl:1:12: retries: must be a whole number from 0 to 2147483647, not the number -1; job.jsonl:1:15: hander: unknown field \"hander\"; did you mean \"handler\"?",
        "{'tags':['ä🙂'],'x':1,'command':['a']} | job.jsonl:1:16: x: unknown field \"x\"; the fields here are id, handler, payload, command, shell, cwd, env, stdin, okExit, priority, tags, forEach, needs, timeout, retries, backoff, uses, accepted",
      })
  void a_bad_line_says_where_and_what(String line, String message) throws Exception {
    assertThat(rejection(line)).isEqualTo(message);
  }

  @Test
  void a_line_that_breaks_off_has_the_id_and_handler_that_were_read() throws Exception {
    TaskResult result =
        rejected(entries(stream("{'id': 'a', 'command': ['x'], 'stdin': tru}")).get(0));

    assertThat(result.id()).isEqualTo("a");
    assertThat(result.handler()).isEqualTo("exec");
  }

  @Test
  void an_id_may_not_come_twice() throws Exception {
    List<SourceEntry> entries =
        entries(
            stream(
                "{'handler':'e','id':'2'}\n{'handler':'e'}\n{'handler':'e','id':'2'}\n{'handler':'e'}\n"));

    assertThat(message(entries.get(1)))
        .isEqualTo("job.jsonl:2:1: id: \"2\" is taken by an earlier task; ids must differ");
    assertThat(message(entries.get(2)))
        .isEqualTo("job.jsonl:3:21: id: \"2\" is taken by an earlier task; ids must differ");
    assertThat(entries.get(3)).isInstanceOf(SourceEntry.Ready.class);
  }

  private static String message(SourceEntry entry) {
    var error = rejected(entry).error();
    return error == null ? "" : String.valueOf(error.message());
  }

  @Test
  void what_is_not_utf_8_fails_its_line() throws Exception {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    lines.writeBytes(json("{'handler':'e'}\n{'id':'é").getBytes(UTF_8));
    lines.write(0xC3);
    lines.writeBytes(json("'}\n{'handler':'e'}").getBytes(UTF_8));

    List<SourceEntry> entries = entries(stream(new ByteArrayInputStream(lines.toByteArray())));

    assertThat(message(entries.get(1)))
        .isEqualTo(
            "job.jsonl:2:9: is not UTF-8: the byte 0xC3; save it as UTF-8; nothing else was checked");
    assertThat(entries.get(2)).isInstanceOf(SourceEntry.Ready.class);
  }

  @Test
  void nesting_to_64_is_a_task_and_65_is_not() throws Exception {
    String deepest = "[".repeat(63) + "]".repeat(63);
    String deeper = "[".repeat(64) + "]".repeat(64);
    String abyss = "[".repeat(10_000) + "]".repeat(10_000);
    List<SourceEntry> entries =
        entries(
            stream(
                "{'handler':'e','payload':%s}\n{'handler':'e','payload':%s}\n{'handler':'e','payload':%s}"
                    .formatted(deepest, deeper, abyss)));

    assertThat(((SourceEntry.Ready) entries.get(0)).task().payload()).hasToString(deepest);
    assertThat(message(entries.get(1)))
        .startsWith("job.jsonl:2:90: payload")
        .endsWith(": is nested deeper than 64 levels; nothing after it was checked");
    assertThat(message(entries.get(2))).startsWith("job.jsonl:3:90: payload");
  }

  @Test
  void a_number_without_end_is_refused() throws Exception {
    String message =
        rejection("{'handler':'e','payload':[" + "9".repeat(1_001) + "],'retries':1.5}");

    assertThat(message)
        .isEqualTo(
            "job.jsonl:1:27: payload[0]: is a number of 1001 characters; the longest allowed has 1000; "
                + "job.jsonl:1:1040: retries: must be a whole number from 0 to 2147483647, not the number 1.5");
    assertThat(rejection("{'command':['x'," + "9".repeat(1_001) + "]}"))
        .startsWith("job.jsonl:1:17: command[1]: must be a text, not the number 999");
    assertThat(rejection("{'handler':'e','retries':" + "9".repeat(1_000_000) + "}"))
        .hasSizeLessThan(300)
        .contains("retries: must be a whole number from 0 to 2147483647, not the number 999");
  }

  @Test
  void each_line_is_answered_before_the_next_is_written() throws Exception {
    Pipe pipe = Pipe.open();
    OutputStream writer = Channels.newOutputStream(pipe.sink());
    try (Job job = stream(Channels.newInputStream(pipe.source()))) {
      for (int i = 1; i <= 3; i++) {
        writer.write("{\"handler\":\"echo\"}\n".getBytes(UTF_8));
        writer.flush();
        CompletableFuture<@Nullable SourceEntry> next =
            CompletableFuture.supplyAsync(() -> next(job));

        assertThat(next).succeedsWithin(Duration.ofSeconds(20)).isNotNull();
      }
    }
  }

  private static @Nullable SourceEntry next(Job job) {
    try {
      return job.next();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_line_of_100_megabytes_fails_in_bounded_memory() throws Exception {
    InputStream endless =
        GeneratedStream.filled(
            "{\"handler\":\"echo\",\"payload\":\"".getBytes(UTF_8),
            100 << 20,
            "\"}\n".getBytes(UTF_8));
    InputStream next = new ByteArrayInputStream("{\"handler\":\"echo\"}".getBytes(UTF_8));

    List<SourceEntry> entries = entries(stream(new SequenceInputStream(endless, next)));

    assertThat(message(entries.get(0)))
        .isEqualTo("job.jsonl:1: the line is longer than 16777216 bytes");
    assertThat(rejected(entries.get(0)).id()).isEqualTo("1");
    assertThat(((SourceEntry.Ready) entries.get(1)).task().seq()).isEqualTo(2);
  }

  @Test
  void a_long_stream_is_held_nowhere() throws Exception {
    byte[] line =
        "{\"handler\":\"echo\",\"payload\":{\"n\":12345},\"timeout\":\"5s\"}\n".getBytes(UTF_8);
    int count = 300_000;
    try (Job job = stream(GeneratedStream.cycling(line, count))) {
      Task first = task(job.next());
      long last = 0;
      for (SourceEntry entry; (entry = job.next()) != null; ) {
        Task task = task(entry);
        last = task.seq();
        if (last % 1_000 == 0) {
          assertThat(task.policy()).isSameAs(first.policy());
        }
      }
      assertThat(last).isEqualTo(count);
    }
  }

  private static Task task(@Nullable SourceEntry entry) {
    assertThat(entry).isInstanceOf(SourceEntry.Ready.class);
    return ((SourceEntry.Ready) Objects.requireNonNull(entry)).task();
  }

  @Test
  void close_from_another_thread_ends_the_stream() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    InputStream blocking =
        new InputStream() {
          @Override
          public int read() throws IOException {
            return read(new byte[1], 0, 1);
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            reading.countDown();
            try {
              closed.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            throw new IOException("closed");
          }

          @Override
          public void close() {
            closed.countDown();
          }
        };
    Job job = stream(blocking);
    CompletableFuture<@Nullable SourceEntry> next = CompletableFuture.supplyAsync(() -> next(job));
    reading.await();
    job.close();

    assertThat(next).succeedsWithin(Duration.ofSeconds(20)).isNull();
  }

  @Test
  void an_input_that_breaks_is_an_error_with_its_name() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            return read(new byte[1], 0, 1);
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            throw new IOException("Input/output error");
          }
        };

    assertThatIOException()
        .isThrownBy(() -> stream(broken).next())
        .withMessage("job.jsonl: Input/output error");
  }
}
