package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Job files that are wrong: a clear error, its exit code, and nothing started. */
class BadInputIT {
  @TempDir Path folder;

  static Stream<Arguments> documents() {
    return Stream.of(
        Arguments.of("empty", "", "job.json"),
        Arguments.of("not JSON", "tasks: []", "job.json:1:1"),
        Arguments.of("an array", "[]", "job.json:1:1"),
        Arguments.of("no tasks", "{}", "tasks"),
        Arguments.of(
            "duplicate ids",
            tasks("{\"id\":\"a\",\"handler\":\"echo\"},{\"id\":\"a\",\"handler\":\"echo\"}"),
            "tasks[1].id"),
        Arguments.of(
            "misspelt field", tasks("{\"handler\":\"echo\",\"timeot\":\"5s\"}"), "timeout"),
        Arguments.of(
            "bad duration",
            tasks("{\"handler\":\"echo\",\"timeout\":\"soon\"}"),
            "tasks[0].timeout"),
        Arguments.of("wrong type", tasks("{\"handler\":7}"), "tasks[0].handler"),
        Arguments.of(
            "too deep",
            tasks(
                "{\"handler\":\"echo\",\"payload\":"
                    + "[".repeat(10_000)
                    + "]".repeat(10_000)
                    + "}"),
            "64"),
        Arguments.of(
            "huge number",
            tasks("{\"handler\":\"echo\",\"payload\":" + "9".repeat(5_000) + "}"),
            "1000"),
        Arguments.of("neither handler nor command", tasks("{\"id\":\"x\"}"), "tasks[0]"));
  }

  private static String tasks(String tasks) {
    return "{\"tasks\":[" + tasks + "]}";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void a_bad_document_is_65_with_its_place_and_nothing_starts(
      String what, String text, String expected) throws Exception {
    Files.writeString(folder.resolve("job.json"), text);
    for (String command : new String[] {"run", "validate"}) {
      Finished run = Reeve.in(folder).run(command, "job.json");
      assertThat(run.exitCode()).as(what + run.err()).isEqualTo(65);
      assertThat(run.err()).contains("job.json", expected);
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  void a_document_may_come_through_a_pipe() {
    Finished run =
        Reeve.in(folder).input("{\"tasks\":[{\"id\":1}]}").run("validate", "-", "--format", "json");
    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.err()).contains("standard input:1:17");
  }

  @Test
  void all_errors_are_told_at_once() throws Exception {
    Files.writeString(
        folder.resolve("job.json"),
        """
        {"tasks": [
          {"id": "a", "handler": "echo", "retries": -1},
          {"id": "b", "handlr": "echo"},
          {"id": "c", "handler": "echo", "timeout": 5}
        ]}
        """);
    Finished run = Reeve.in(folder).run("run", "job.json");
    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.err()).contains("job.json:2:", "job.json:3:", "job.json:4:");
  }

  @Test
  void bad_utf_8_is_65() throws Exception {
    Files.write(folder.resolve("job.json"), new byte[] {'{', '"', (byte) 0xC3, '"', '}'});
    assertThat(Reeve.in(folder).run("run", "job.json").exitCode()).isEqualTo(65);
  }

  @Test
  void a_file_that_cannot_be_read_is_66() throws Exception {
    Files.createDirectory(folder.resolve("folder.json"));
    Finished missing = Reeve.in(folder).run("run", "missing.json");
    assertThat(missing.exitCode()).isEqualTo(66);
    assertThat(missing.err()).contains("missing.json");
    assertThat(Reeve.in(folder).run("run", "folder.json").exitCode()).isEqualTo(66);
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {
        "--no-such-option",
        "--workers=0",
        "--workers=x",
        "--timeout=never",
        "--halt=maybe"
      })
  void wrong_use_is_2_and_names_the_option(String option) throws Exception {
    Files.writeString(folder.resolve("job.json"), tasks("{\"handler\":\"echo\"}"));
    Finished run = Reeve.in(folder).run("run", "job.json", option);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(option.split("=", -1)[0]);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void results_that_cannot_be_created_are_73() throws Exception {
    Files.writeString(folder.resolve("job.json"), tasks("{\"handler\":\"echo\"}"));
    Finished run = Reeve.in(folder).run("run", "job.json", "--results", "no/such/folder/r.jsonl");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(73);
  }

  @Test
  void a_full_disk_is_74() throws Exception {
    Files.writeString(folder.resolve("job.json"), tasks("{\"handler\":\"echo\"}"));
    Finished run = Reeve.in(folder).run("run", "job.json", "--results", "/dev/full");
    assertThat(run.exitCode()).as(run.err()).isIn(73, 74);
  }
}
