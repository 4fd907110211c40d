package dev.reeve.supervisor.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JobLogTest {
  private static final String HEADING = JobLogLine.HEADING + "\n";

  private final Path file;

  JobLogTest(@TempDir Path folder) {
    this.file = folder.resolve("joblog");
  }

  private void write(RecordBatch batch) throws IOException {
    try (JobLog log = JobLog.open(file)) {
      log.write(batch);
      log.sync();
    }
  }

  @Test
  void a_new_file_has_a_heading_and_is_readable_by_its_owner_alone() throws IOException {
    write(Results.batch(Results.succeeded(1, "1"), Results.skipped(2)));
    assertThat(Files.readAllLines(file)).hasSize(2).first().isEqualTo(JobLogLine.HEADING);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_file_with_that_heading_is_appended_to() throws IOException {
    write(Results.batch(Results.succeeded(1, "1")));
    write(Results.batch(Results.succeeded(2, "1")));
    assertThat(Files.readString(file)).startsWith(HEADING + "1\t:\t").contains("\n2\t:\t");
  }

  @Test
  void an_empty_file_gets_the_heading() throws IOException {
    Files.createFile(file);
    write(Results.batch());
    assertThat(file).hasContent(HEADING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes\n", "Seq\tHost", "Seq\tHost\tStarttime\n1\t:\t0\n"})
  void a_file_that_holds_anything_else_is_refused_and_left_alone(String content)
      throws IOException {
    Files.writeString(file, content);
    assertThatThrownBy(() -> JobLog.open(file))
        .isInstanceOf(CannotOpenResultsException.class)
        .hasMessageContainingAll("for the job log", "is this the wrong file?");
    assertThat(file).hasContent(content);
  }

  @Test
  void a_torn_last_line_is_cut_off_and_counted() throws IOException {
    Files.writeString(file, HEADING + "1\t:\t1.000\n2\t:");
    try (JobLog log = JobLog.open(file)) {
      assertThat(log.tornBytes()).isEqualTo(3);
    }
    assertThat(file).hasContent(HEADING + "1\t:\t1.000\n");
  }

  @Test
  void a_symbolic_link_is_not_followed() throws IOException {
    Path target = Files.createFile(file.resolveSibling("target"));
    Files.createSymbolicLink(file, target);
    assertThatThrownBy(() -> JobLog.open(file)).hasMessageContaining("symbolic link");
    assertThat(target).isEmptyFile();
  }

  @Test
  void a_log_that_another_run_holds_is_refused_as_held() throws IOException {
    try (JobLog held = JobLog.open(file)) {
      assertThatThrownBy(() -> JobLog.open(file))
          .isInstanceOfSatisfying(
              CannotOpenResultsException.class, e -> assertThat(e.heldByAnother()).isTrue());
      assertThat(held.tornBytes()).isZero();
    }
  }
}
