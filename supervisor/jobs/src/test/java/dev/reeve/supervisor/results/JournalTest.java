package dev.reeve.supervisor.results;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JournalTest {
  private static final LastRecord SUCCEEDED = new LastRecord(true, TaskStatus.SUCCEEDED);
  private static final LastRecord FAILED = new LastRecord(true, TaskStatus.FAILED);

  private final Path folder;

  JournalTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path file() {
    return folder.resolve("r.jsonl");
  }

  private Journal read(String content) throws IOException {
    Files.writeString(file(), content);
    return read();
  }

  private Journal read() throws IOException {
    try (ResultsFile results = ResultsFile.open(file())) {
      return results.readJournal();
    }
  }

  private static Task task(String id) {
    return Task.of(1, id, "echo", Results.json("1"));
  }

  private static String line(String id, TaskStatus status, String result) {
    return line(
        TaskResult.builder(1, id, "echo", status)
            .attempts(1)
            .startedAt(Results.START)
            .durationNanos(5)
            .result(Results.json(result))
            .build());
  }

  private static String line(TaskResult result) {
    JsonWriter out = new JsonWriter();
    new RecordWriter().write(result, TaskHash.of(task(result.id())), out);
    return UTF_8.decode(out.view()).toString();
  }

  private static @Nullable LastRecord last(Journal journal, String id) {
    try {
      return journal.take(task(id), false, TaskHash.of(task(id)));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void it_holds_what_was_written() throws IOException {
    Journal journal =
        read(
            line("a", TaskStatus.SUCCEEDED, "{\"x\":[\"}\\\"]\"]}")
                + line("b", TaskStatus.FAILED, "1")
                + line("c", TaskStatus.SKIPPED, "1"));
    assertThat(last(journal, "a")).isEqualTo(SUCCEEDED);
    assertThat(last(journal, "b")).isEqualTo(FAILED);
    assertThat(last(journal, "c")).isNull();
    assertThat(last(journal, "d")).isNull();
    assertThat(journal.size()).isEqualTo(2);
  }

  @Test
  void an_empty_file_holds_nothing() throws IOException {
    assertThat(read("").size()).isZero();
  }

  @Test
  void of_several_records_of_an_id_the_last_counts() throws IOException {
    Journal journal =
        read(
            line("a", TaskStatus.FAILED, "1")
                + line("b", TaskStatus.SUCCEEDED, "1")
                + line("a", TaskStatus.SUCCEEDED, "1")
                + line("b", TaskStatus.CANCELLED, "1"));
    assertThat(last(journal, "a")).isEqualTo(SUCCEEDED);
    assertThat(last(journal, "b")).isEqualTo(new LastRecord(true, TaskStatus.CANCELLED));
  }

  @Test
  void a_task_that_does_something_else_now_is_not_the_recorded_one() throws Exception {
    Journal journal = read(line("a", TaskStatus.SUCCEEDED, "1"));
    Task changed = Task.of(1, "a", "echo", Results.json("2"));
    assertThat(journal.take(changed, false, TaskHash.of(changed)))
        .isEqualTo(new LastRecord(false, TaskStatus.SUCCEEDED));
  }

  @Test
  void a_record_without_a_task_s_hash_does_not_tell_whether_it_is_the_same() throws IOException {
    String noHash = line("a", TaskStatus.SUCCEEDED, "1").replaceAll("\"task\":\"[^\"]*\",", "");
    assertThat(last(read(noHash), "a")).isEqualTo(new LastRecord(false, TaskStatus.SUCCEEDED));
    String broken =
        line("a", TaskStatus.SUCCEEDED, "1").replaceAll("\"task\":\"...", "\"task\":\"");
    assertThat(last(read(broken), "a")).isEqualTo(new LastRecord(false, TaskStatus.SUCCEEDED));
  }

  @Test
  void an_invalid_line_is_known_by_its_number_and_never_taken_for_a_task() throws IOException {
    TaskResult invalid =
        TaskResult.notStarted(
            7, "a", "", TaskStatus.FAILED, TaskError.of("InvalidTask", "the id is taken"));
    JsonWriter out = new JsonWriter();
    new RecordWriter().write(invalid, TaskHash.NONE, out);
    Journal journal = read(line("a", TaskStatus.SUCCEEDED, "1") + UTF_8.decode(out.view()));
    assertThat(last(journal, "a")).isEqualTo(SUCCEEDED);
    assertThat(journal.lastOfInvalidLine(invalid)).isEqualTo(FAILED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"task\":\"HASH\",\"status\":\"succeeded\",\"id\":\"a\"}\n",
        "{ \"seq\": 1, \"id\": \"a\", \"status\": \"succeeded\", \"task\": \"HASH\" }\n",
        "{\"seq\":1,\"id\":\"\\u0061\",\"status\":\"succeeded\",\"task\":\"HASH\"}\r\n",
        "\n{\"host\":[{\"id\":\"b\"}],\"id\":\"a\",\"error\":null,\"status\":\"succeeded\",\"task\":\"HASH\"}\n\n",
        "{\"seq\":1,\"id\":\"a\",\"handler\":\"echo\",\"status\":\"succeeded\",\"attempts\":1,\"task\":\"HASH\"}\n"
      })
  void a_record_in_another_form_is_understood(String form) throws IOException {
    String hash = "%016x".formatted(TaskHash.of(task("a")));
    assertThat(last(read(form.replace("HASH", hash)), "a")).isEqualTo(SUCCEEDED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "notes",
        "{\"seq\":1}",
        "{\"seq\":1,\"id\":\"a\",\"handler\":\"echo\",\"status\":\"paused\",\"attempts\":1}",
        "{\"seq\":1,\"id\":5,\"status\":\"failed\"}",
        "[1]",
        "{\"seq\":1,\"id\":\"a\",\"status\":\"failed\"} {}",
        "{\"seq\":1,\"id\":\"a\",\"handler\":\"echo\",\"status\":\"succeeded\",\"attempts\":1,"
            + "\"task\":\"0123456789abcdef\",\"result\":[\"x{\"seq\":2,\"id\":\"b\"}",
        "{\"seq\":1,\"id\":\"a\",\"handler\":\"echo\",\"status\":\"succeeded\",\"attempts\":1,"
            + "\"task\":\"0123456789abcdef\"}{\"seq\":2,\"id\":\"b\"}",
        "\0\0\0\0"
      })
  void a_line_that_is_no_record_is_refused_with_its_number_and_the_file_is_left_alone(String bad)
      throws IOException {
    String content =
        line("a", TaskStatus.SUCCEEDED, "1") + bad + "\n" + line("b", TaskStatus.FAILED, "1");
    assertThatThrownBy(() -> read(content))
        .isInstanceOfSatisfying(
            CannotOpenResultsException.class, e -> assertThat(e.heldByAnother()).isFalse())
        .hasMessageContaining("r.jsonl")
        .hasMessageContaining("line 2 is not a result record");
    assertThat(Files.readString(file())).isEqualTo(content);
    ResultsFile.open(file()).close();
  }

  @Test
  void a_line_longer_than_any_buffer_is_read_whole() throws IOException {
    String big = "\"" + "x".repeat(3_000_000) + "\"";
    Journal journal =
        read(
            line("a", TaskStatus.SUCCEEDED, "1")
                + line("b", TaskStatus.SUCCEEDED, big)
                + line("c", TaskStatus.FAILED, "1"));
    assertThat(last(journal, "a")).isEqualTo(SUCCEEDED);
    assertThat(last(journal, "b")).isEqualTo(SUCCEEDED);
    assertThat(last(journal, "c")).isEqualTo(FAILED);
  }

  @Test
  void a_device_is_nothing_to_resume_from() throws IOException {
    try (ResultsFile results = ResultsFile.open(Path.of("/dev/null"))) {
      assertThatThrownBy(results::readJournal).hasMessageContaining("not a regular file");
    }
  }

  @Test
  void the_file_stays_locked_and_is_appended_to_after_it_was_read() throws IOException {
    Files.writeString(file(), line("a", TaskStatus.SUCCEEDED, "1"));
    try (ResultsFile results = ResultsFile.open(file())) {
      assertThat(results.readJournal().size()).isEqualTo(1);
      assertThatThrownBy(() -> ResultsFile.open(file())).hasMessageContaining("another run");
      results.write(Results.batch(Results.succeeded(2, "2")));
    }
    assertThat(Files.readAllLines(file())).hasSize(2).last().asString().contains("\"t2\"");
  }

  /** Ids of all kinds; both readers must agree with the writer on each. */
  @Test
  void every_record_that_is_written_is_found_again_by_either_reader() throws IOException {
    Random random = seeded();
    Set<String> ids = new HashSet<>(); // 177 before the text 2 is 1772, too
    StringBuilder content = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      String id = i + randomText(random);
      String value = randomJson(random, 4);
      if (ids.add(id)) {
        content.append(line(id, TaskStatus.SUCCEEDED, value));
      }
    }
    Journal fast = read(content.toString());
    Journal thorough = read(content.toString().replace("{\"seq\"", "{ \"seq\""));
    for (String id : ids) {
      assertThat(last(fast, id)).as(id).isEqualTo(SUCCEEDED);
      assertThat(last(thorough, id)).as(id).isEqualTo(SUCCEEDED);
      if (!ids.contains(id + "x")) {
        assertThat(last(fast, id + "x")).as(id).isNull();
      }
    }
  }

  /** Whatever damage does, it must not make a task pass for done that is not. */
  @Test
  void damage_is_refused_or_harmless_and_never_makes_a_task_done() throws IOException {
    Random random = seeded();
    StringBuilder content = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      content.append(line("ok" + i, TaskStatus.SUCCEEDED, randomJson(random, 3)));
      content.append(line("no" + i, TaskStatus.SKIPPED, "1"));
    }
    byte[] whole = content.toString().getBytes(UTF_8);
    int refused = 0;
    for (int round = 0; round < 3_000; round++) {
      Files.write(file(), damaged(whole, random));
      try {
        Journal journal = read();
        for (int i = 0; i < 5; i++) {
          assertThat(last(journal, "no" + i)).isNull();
        }
      } catch (CannotOpenResultsException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1_000, 2_999);
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int at = random.nextInt(bytes.length);
    int length = Math.min(1 + random.nextInt(40), bytes.length - at);
    switch (random.nextInt(3)) {
      case 0 -> java.util.Arrays.fill(bytes, at, at + length, (byte) 0);
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      default -> {
        System.arraycopy(bytes, at + length, bytes, at, bytes.length - at - length);
        bytes = java.util.Arrays.copyOf(bytes, bytes.length - length);
      }
    }
    return bytes;
  }

  private static Random seeded() {
    long seed = System.nanoTime();
    System.out.println("JournalTest seed " + seed);
    return new Random(seed);
  }

  private static String randomText(Random random) {
    int[] kinds = {0x20, 0x7F, 0x600, 0x3000, 0x1F600, 0xD800, 0};
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(12); n > 0; n--) {
      text.appendCodePoint(kinds[random.nextInt(kinds.length)] + random.nextInt(95));
    }
    return text.toString();
  }

  private static String randomJson(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 5 : 3)) {
      case 0 -> Long.toString(random.nextLong());
      case 1 -> quoted(randomText(random));
      case 2 -> "null";
      case 3 -> "[" + randomJson(random, depth - 1) + "," + randomJson(random, depth - 1) + "]";
      default -> "{\"a]\":" + randomJson(random, depth - 1) + "}";
    };
  }

  private static String quoted(String text) {
    JsonWriter out = new JsonWriter().string(text);
    return UTF_8.decode(out.view()).toString();
  }
}
