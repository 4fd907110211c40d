package dev.reeve.supervisor.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.reeve.supervisor.model.Task;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobFileTest {
  private static final String LINE = "{\"command\":[\"ls\"]}";
  private final Path folder;

  JobFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Job open(Path file) throws Exception {
    return Jobs.open(file, null, TaskDefaults.NONE);
  }

  @Test
  void the_ending_tells_the_form() throws Exception {
    try (Job document = open(file("a.json", "{\"tasks\":[]}"));
        Job lines = open(file("a.jsonl", LINE));
        Job upper = open(file("a.NDJSON", LINE))) {
      assertThat(document.totalTasks()).isZero();
      assertThat(lines.totalTasks()).isEqualTo(-1);
      assertThat(upper.totalTasks()).isEqualTo(-1);
    }
  }

  @Test
  void the_format_overrides_the_ending() throws Exception {
    Path file = file("a.json", LINE);

    try (Job job = Jobs.open(file, JobFormat.JSONL, TaskDefaults.NONE)) {
      assertThat(job.next()).isInstanceOf(SourceEntry.Ready.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_pipe_holds_a_job_as_a_file_does(JobFormat format) throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    String text = format == JobFormat.JSON ? "{\"tasks\":[" + LINE + "]}" : LINE;
    CompletableFuture<Void> written = CompletableFuture.runAsync(() -> write(pipe, text));
    try (Job job = Jobs.open(pipe, format, TaskDefaults.NONE)) {
      assertThat(job.next()).isInstanceOf(SourceEntry.Ready.class);
      assertThat(job.next()).isNull();
    }
    written.join();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void without_a_known_ending_the_form_must_be_said() throws Exception {
    Path file = file("tasks.txt", LINE);

    assertThatExceptionOfType(InvalidJobException.class)
        .isThrownBy(() -> open(file))
        .withMessage(
            file
                + ": the name does not tell the format: name it .json or .jsonl, or use --format json|jsonl");
  }

  @Test
  void paths_begin_in_the_folder_of_the_file() throws Exception {
    List<Task> tasks = JobTexts.all(open(file("a.jsonl", LINE)));

    assertThat(tasks.get(0).payload())
        .hasToString("{\"command\":[\"ls\"],\"cwd\":\"" + folder + "\"}");
  }

  @Test
  void a_relative_file_has_an_absolute_folder() {
    assertThat(new JobFile(Path.of("job.json")).folder().path())
        .isEqualTo(Path.of("").toAbsolutePath());
  }

  @Test
  void a_pipe_is_a_stream_in_the_working_directory() throws Exception {
    JobFile pipe = new JobFile(Path.of("/dev/null"));

    assertThat(pipe.format()).isEqualTo(JobFormat.JSONL);
    assertThat(pipe.folder().path()).isEqualTo(Path.of("").toAbsolutePath());
    try (Job job = open(Path.of("/dev/null"))) {
      assertThat(job.next()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none.json", "none.jsonl", "no/such/folder.json", "none"})
  void a_missing_file_is_named(String name) {
    Path file = folder.resolve(name);

    assertThatIOException()
        .isThrownBy(() -> open(file))
        .withMessage(file + ": no such file or folder");
  }

  @Test
  void a_directory_is_named() throws Exception {
    Path directory = Files.createDirectory(folder.resolve("x.json"));

    assertThatIOException()
        .isThrownBy(() -> open(directory))
        .withMessage(directory + ": is a directory; name a job file in it");
  }

  @Test
  void a_file_that_may_not_be_read_is_named() throws Exception {
    Path file = file("secret.json", "{}");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "root reads everything");

    assertThatIOException().isThrownBy(() -> open(file)).withMessage(file + ": permission denied");
  }

  @Test
  void a_refusal_of_the_operating_system_is_said_plainly() {
    assertThat(ReadFailure.named("x.json", new AccessDeniedException("/x.json")))
        .hasMessage("x.json: permission denied");
    assertThat(
            ReadFailure.named("x.json", new FileSystemException("/x.json", null, "Too many links")))
        .hasMessage("x.json: Too many links");
  }

  @Test
  void a_document_that_is_too_large_is_not_read() throws Exception {
    Path file = folder.resolve("large.json");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(DocumentReader.MAX_BYTES + 1L);
    }

    assertThatExceptionOfType(InvalidJobException.class)
        .isThrownBy(() -> open(file))
        .withMessage(
            file
                + ": is larger than 256 MiB; write the tasks as JSON Lines (.jsonl), one per line");
  }
}
