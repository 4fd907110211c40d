package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No output of a run may be an input or another output. */
final class RunFilesTest {
  private final Path folder;

  RunFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "content");
  }

  private static RunFiles files(RunFile... all) {
    RunFiles files = new RunFiles();
    for (RunFile file : all) {
      files.add(file);
    }
    return files;
  }

  private static void assertRefused(RunFile one, RunFile other) {
    assertThatThrownBy(files(one, other)::requireDistinct)
        .isInstanceOfSatisfying(
            CommandAbortedException.class, e -> assertThat(e.exitCode()).isEqualTo(73))
        .hasMessageContaining(one.role() + " and " + other.role() + " are the same file");
  }

  private static void assertAccepted(RunFile one, RunFile other) {
    assertThatCode(files(one, other)::requireDistinct).doesNotThrowAnyException();
  }

  @Test
  void an_output_that_is_the_input_is_refused_under_any_name() throws IOException {
    Path job = file("job.jsonl");
    Path hard = Files.createLink(folder.resolve("hard"), job);
    Path soft = Files.createSymbolicLink(folder.resolve("soft"), job);
    Path around = folder.resolve("../" + folder.getFileName() + "/job.jsonl");
    for (Path name : new Path[] {job, hard, soft, around}) {
      assertRefused(RunFile.input("the job", job), RunFile.output("--results", name));
    }
    assertAccepted(RunFile.input("the job", job), RunFile.output("--results", file("r.jsonl")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--results", "--summary", "--report", "--joblog", "--events"})
  void every_option_that_names_an_output_is_looked_at(String option) throws IOException {
    Path job = Files.writeString(folder.resolve("job.jsonl"), "{\"handler\":\"echo\"}\n");
    Capture capture = new Capture();
    String[] args = {"run", job.toString(), option, job.toString(), "--output", "none"};
    assertThat(capture.run(args)).isEqualTo(73);
    assertThat(capture.err()).contains(option + " " + job + " are the same file");
    assertThat(job).hasContent("{\"handler\":\"echo\"}\n");
  }

  @Test
  void two_outputs_that_do_not_exist_yet_are_refused_if_they_would_be_one() throws IOException {
    Path linked = Files.createSymbolicLink(folder.resolve("linked"), folder);
    assertRefused(
        RunFile.output("--results", folder.resolve("out.json")),
        RunFile.output("--summary", linked.resolve("out.json")));
    assertAccepted(
        RunFile.output("--results", folder.resolve("out.jsonl")),
        RunFile.output("--summary", folder.resolve("out.json")));
  }

  @Test
  void a_file_that_the_output_of_a_task_could_replace_is_refused() throws IOException {
    Path list = file("list.out");
    Path linked =
        Files.createSymbolicLink(folder.resolveSibling("l-" + folder.getFileName()), list);
    for (Path name : new Path[] {list, linked, folder.resolve("new.err")}) {
      assertThatThrownBy(() -> files(RunFile.input("the list", name)).requireNoneIn(folder))
          .isInstanceOfSatisfying(
              CommandAbortedException.class, e -> assertThat(e.exitCode()).isEqualTo(73))
          .hasMessageStartingWith(
              "the output of a task could replace the list, which is in --output-dir " + folder);
    }
    Files.delete(linked);
    RunFiles others = files(RunFile.input("x", file("x")), RunFile.output("y", list));
    assertThatCode(() -> others.requireNoneIn(folder.resolve("other"))).doesNotThrowAnyException();
  }

  @Test
  void inputs_may_be_the_same_file() throws IOException {
    Path list = file("list.txt");
    assertAccepted(RunFile.input("one list", list), RunFile.input("another list", list));
  }

  @Test
  void devices_may_be_shared() {
    Path nothing = Path.of("/dev/null");
    assertAccepted(RunFile.input("the job", nothing), RunFile.output("--results", nothing));
    assertAccepted(RunFile.output("--results", nothing), RunFile.output("--summary", nothing));
  }

  @Test
  void a_named_pipe_cannot_be_both_input_and_output() throws Exception {
    Path pipe = folder.resolve("pipe");
    boolean made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    assertThat(made).as("mkfifo has made a pipe").isTrue();
    assertRefused(RunFile.input("the job", pipe), RunFile.output("--results", pipe));
  }

  @Test
  void standard_streams_may_be_one_file_also_by_name() throws IOException {
    Path log = file("log");
    RunFile out = stream("standard output", log);
    RunFile err = stream("standard error", log);
    assertAccepted(out, err);
    assertThat(RunFile.output("--summary", Path.of("/dev/stderr")).use())
        .isEqualTo(RunFile.Use.STANDARD_STREAM);
    assertRefused(RunFile.output("--results", log), out);
    assertRefused(RunFile.input("the job", log), err);
  }

  private static RunFile stream(String role, Path file) {
    RunFile output = RunFile.output(role, file);
    return new RunFile(role, file, output.identity(), RunFile.Use.STANDARD_STREAM);
  }
}
