package dev.reeve.supervisor.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResultsFileTest {
  private final Path folder;

  ResultsFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path file() {
    return folder.resolve("r.jsonl");
  }

  private static void writeAndClose(Path file, RecordBatch batch) throws IOException {
    try (ResultsFile results = ResultsFile.open(file)) {
      results.write(batch);
      results.sync();
    }
  }

  @Test
  void a_new_file_can_be_read_by_its_owner_alone() throws IOException {
    writeAndClose(file(), Results.batch(Results.succeeded(1, "1")));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(Files.readAllLines(file())).hasSize(1);
  }

  @Test
  void an_existing_file_is_appended_to() throws IOException {
    writeAndClose(file(), Results.batch(Results.succeeded(1, "1"), Results.succeeded(2, "2")));
    writeAndClose(file(), Results.batch(Results.succeeded(3, "3")));
    assertThat(Files.readAllLines(file())).hasSize(3).last().asString().contains("\"t3\"");
  }

  @Test
  void a_torn_last_record_is_cut_off_and_counted() throws IOException {
    Files.writeString(file(), "{\"seq\":1}\n{\"seq\":2,\"id\":\"ha");
    try (ResultsFile results = ResultsFile.open(file())) {
      assertThat(results.tornBytes()).isEqualTo(17);
      results.write(Results.batch(Results.succeeded(2, "2")));
    }
    assertThat(Files.readAllLines(file())).hasSize(2).first().isEqualTo("{\"seq\":1}");
  }

  @Test
  void a_torn_record_longer_than_any_buffer_is_cut_off_too() throws IOException {
    Files.writeString(file(), "{\"seq\":1}\n{\"seq\":2,\"id\":\"" + "x".repeat(200_000));
    try (ResultsFile results = ResultsFile.open(file())) {
      assertThat(results.tornBytes()).isEqualTo(200_015);
    }
    assertThat(Files.readString(file())).isEqualTo("{\"seq\":1}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"se", "{", "\0\0\0\0", "{\"seq\":1}"})
  void a_lone_torn_beginning_is_cut_off(String torn) throws IOException {
    Files.writeString(file(), torn);
    ResultsFile.open(file()).close();
    assertThat(file()).isEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"tasks\":[]}", "notes", "{\"seq\":1}\nnotes"})
  void another_file_given_by_mistake_is_refused_and_left_alone(String content) throws IOException {
    Files.writeString(file(), content);
    assertThatThrownBy(() -> ResultsFile.open(file()))
        .isInstanceOf(CannotOpenResultsException.class)
        .hasMessageContaining("not a result record");
    assertThat(file()).hasContent(content);
  }

  @Test
  void a_whole_file_is_not_cut() throws IOException {
    Files.writeString(file(), "{\"seq\":1}\n");
    try (ResultsFile results = ResultsFile.open(file())) {
      assertThat(results.tornBytes()).isZero();
    }
    assertThat(file()).hasContent("{\"seq\":1}\n");
  }

  @Test
  void a_symbolic_link_is_not_followed() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "");
    Files.createSymbolicLink(file(), target);
    assertThatThrownBy(() -> ResultsFile.open(file()))
        .isInstanceOf(CannotOpenResultsException.class)
        .hasMessageContaining("symbolic link");
    Files.delete(target);
    assertThatThrownBy(() -> ResultsFile.open(file()))
        .isInstanceOf(CannotOpenResultsException.class);
    assertThat(target).doesNotExist();
  }

  @Test
  void a_file_that_another_run_holds_is_refused_as_held() throws IOException {
    try (ResultsFile held = ResultsFile.open(file())) {
      assertThatThrownBy(() -> ResultsFile.open(file()))
          .isInstanceOfSatisfying(
              CannotOpenResultsException.class, e -> assertThat(e.heldByAnother()).isTrue());
      assertThat(held.tornBytes()).isZero();
    }
    ResultsFile.open(file()).close();
  }

  @Test
  void a_folder_that_does_not_exist_is_named() {
    assertThatThrownBy(() -> ResultsFile.open(folder.resolve("no/such/r.jsonl")))
        .isInstanceOfSatisfying(
            CannotOpenResultsException.class, e -> assertThat(e.heldByAnother()).isFalse())
        .hasMessageContaining("no/such/r.jsonl");
  }

  @Test
  void a_folder_is_no_results_file() {
    assertThatThrownBy(() -> ResultsFile.open(folder))
        .isInstanceOf(CannotOpenResultsException.class);
  }

  @Test
  void a_full_disk_leaves_whole_records_only() throws IOException {
    RecordBatch batch =
        Results.batch(
            Results.succeeded(1, "1"), Results.succeeded(2, "2"), Results.succeeded(3, "3"));
    long oneRecord = batch.lines().remaining() / 3;
    try (FileChannel channel =
            FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        ResultsFile results =
            new ResultsFile(
                file(),
                new AppendedFile(file(), channel, new FullDisk(channel, 2 * oneRecord + 10)),
                0)) {
      assertThatThrownBy(() -> results.write(batch)).hasMessage("No space left on device");
    }
    assertThat(Files.readAllLines(file())).hasSize(2);
    assertThat(Files.readString(file())).endsWith("}\n");
  }

  @Test
  void a_file_that_was_removed_is_found_missing_at_the_next_sync() throws IOException {
    try (ResultsFile results = ResultsFile.open(file())) {
      results.write(Results.batch(Results.succeeded(1, "1")));
      Files.delete(file());
      assertThatThrownBy(results::sync).hasMessageContaining("removed");
    }
  }

  @Test
  void a_file_that_was_replaced_is_found_at_the_next_sync() throws IOException {
    try (ResultsFile results = ResultsFile.open(file())) {
      results.write(Results.batch(Results.succeeded(1, "1")));
      Path other = Files.writeString(folder.resolve("other"), "other\n");
      Files.move(other, file(), StandardCopyOption.REPLACE_EXISTING);
      assertThatThrownBy(results::sync).hasMessageContaining("replaced by another file");
    }
    assertThat(file()).hasContent("other\n");
  }

  @Test
  void a_file_that_was_replaced_after_the_last_sync_is_found_when_it_is_closed()
      throws IOException {
    ResultsFile results = ResultsFile.open(file());
    results.write(Results.batch(Results.succeeded(1, "1")));
    results.sync();
    Files.move(file(), folder.resolve("old"));
    Files.createFile(file());
    assertThatThrownBy(results::close).hasMessageContaining("replaced by another file");
    results.close();
    ResultsFile.open(folder.resolve("old")).close();
  }

  @Test
  void a_file_that_was_cut_off_gets_no_more_records_and_no_zeros() throws IOException {
    RecordBatch batch = Results.batch(Results.succeeded(1, "1"));
    try (ResultsFile results = ResultsFile.open(file())) {
      results.write(batch);
      try (FileChannel other = FileChannel.open(file(), StandardOpenOption.WRITE)) {
        other.truncate(0);
      }
      assertThatThrownBy(() -> results.write(batch)).hasMessageContaining("cut off");
    }
    assertThat(file()).isEmptyFile();
  }

  @Test
  void a_line_of_another_process_is_neither_overwritten_nor_cut_off() throws IOException {
    RecordBatch batch = Results.batch(Results.succeeded(1, "1"));
    try (ResultsFile results = ResultsFile.open(file())) {
      results.write(batch);
      Files.writeString(file(), "half a line", StandardOpenOption.APPEND);
      assertThatThrownBy(() -> results.write(batch))
          .hasMessageContaining("another process wrote to it");
    }
    assertThat(Files.readString(file())).startsWith("{\"seq\":1,").endsWith("}\nhalf a line");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "notes\n",
        "\n\nnotes\n",
        "{\"id\":\"a\",\"handler\":\"echo\"}\n",
        "{\"job\":null}\n",
        "{\"seq\":1}\nnotes\n",
        "a\n{\"seq\":1}\n",
        "\0\0\0\0\n"
      })
  void a_whole_text_that_holds_no_records_is_refused_and_left_alone(String content)
      throws IOException {
    Files.writeString(file(), content);
    assertThatThrownBy(() -> ResultsFile.open(file()))
        .isInstanceOf(CannotOpenResultsException.class)
        .hasMessageContaining("not a result record");
    assertThat(Files.readString(file())).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"})
  void a_descriptor_is_refused_with_what_to_do_instead(String path) {
    assertThatThrownBy(() -> ResultsFile.open(Path.of(path)))
        .hasMessageContaining("without --results, records go to standard output");
  }

  @Test
  void its_failures_mean_that_results_are_not_written() throws IOException {
    try (ResultsFile results = ResultsFile.open(file())) {
      OutputFailure failure = results.failure(new IOException("No space left on device"));
      assertThat(failure.kind()).isEqualTo(OutputFailure.Kind.NOT_WRITTEN);
      assertThat(failure.message()).contains("r.jsonl").contains("No space left on device");
    }
  }

  @Test
  void a_device_is_written_to_as_it_is() throws IOException {
    writeAndClose(Path.of("/dev/null"), Results.batch(Results.succeeded(1, "1")));
    try (ResultsFile full = ResultsFile.open(Path.of("/dev/full"))) {
      assertThatThrownBy(() -> full.write(Results.batch(Results.succeeded(1, "1"))))
          .isInstanceOf(IOException.class);
    }
  }
}
