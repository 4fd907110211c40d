package dev.reeve.supervisor.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.WorkerLine;
import dev.reeve.supervisor.testing.RecordingLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerLogTest {
  private static final byte[] NOTHING = new byte[0];
  private static final byte[] LINE = "0123456789".getBytes(UTF_8);

  private final RecordingLog reported = new RecordingLog();
  private final Path folder;

  WorkerLogTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void a_full_file_is_renamed_and_the_oldest_is_deleted() throws Exception {
    Path file = folder.resolve("x.log");
    try (RotatingFile rotating = new RotatingFile(file, 30, 3)) {
      for (int i = 0; i < 9; i++) {
        rotating.writeLine(Integer.toString(i).getBytes(UTF_8), LINE, 10);
      }
    }
    assertThat(file).hasContent("80123456789");
    assertThat(folder.resolve("x.log.1")).hasContent("60123456789\n70123456789");
    assertThat(folder.resolve("x.log.2")).hasContent("40123456789\n50123456789");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void an_existing_file_is_appended_to() throws Exception {
    Path file = folder.resolve("x.log");
    for (int i = 0; i < 2; i++) {
      try (RotatingFile rotating = new RotatingFile(file, 100, 3)) {
        rotating.writeLine(NOTHING, LINE, 10);
      }
    }
    assertThat(file).hasContent("0123456789\n0123456789");
  }

  @Test
  void a_symbolic_link_is_not_followed_and_the_log_is_given_up_with_one_warning() throws Exception {
    Path target = folder.resolve("precious");
    Files.createSymbolicLink(folder.resolve("worker-0.log"), target);
    try (WorkerLog log = WorkerLog.of(reported, folder, 0)) {
      LineSink sink = log.source(new WorkerKey(0, 0), WorkerLine.Source.STDERR);
      sink.line(LINE, 10, false);
      sink.line(LINE, 10, false);
    }
    assertThat(target).doesNotExist();
    assertThat(reported.lines()).singleElement().asString().contains("WARNING", "worker-0.log");
  }

  @Test
  void a_symbolic_link_in_place_of_the_folder_is_not_followed() throws Exception {
    Path target = Files.createDirectory(folder.resolve("target"));
    Path link = Files.createSymbolicLink(folder.resolve("logs"), target);
    try (WorkerLog log = WorkerLog.of(reported, link, 0)) {
      log.source(new WorkerKey(0, 0), WorkerLine.Source.STDERR).line(LINE, 10, false);
    }
    assertThat(target).isEmptyDirectory();
    assertThat(reported.lines()).singleElement().asString().contains("WARNING", "worker-0.log");
  }

  @Test
  void only_the_owner_can_read_a_log_and_its_folder() throws Exception {
    Path logs = folder.resolve("a/logs");
    try (WorkerLog log = WorkerLog.of(reported, logs, 0)) {
      log.source(new WorkerKey(0, 0), WorkerLine.Source.STDERR).line(LINE, 10, false);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(logs)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(logs.resolve("worker-0.log"))))
        .isEqualTo("rw-------");
  }

  @Test
  void a_truncated_line_is_marked() throws Exception {
    try (WorkerLog log = WorkerLog.of(reported, folder, 2)) {
      log.source(new WorkerKey(2, 7), WorkerLine.Source.STDERR).line(LINE, 4, true);
    }
    assertThat(Files.readString(folder.resolve("worker-2.log")))
        .endsWith("Z 2.7 stderr: (cut) 0123\n");
  }

  @Test
  void a_listener_receives_each_line_with_a_folder_or_without() {
    List<WorkerLine> heard = new ArrayList<>();
    try (WorkerLog log = WorkerLog.of(reported, null, 2, heard::add)) {
      log.source(new WorkerKey(2, 7), WorkerLine.Source.STDERR).line(LINE, 10, false);
      log.source(new WorkerKey(2, 8), WorkerLine.Source.LOG).line(LINE, 4, true);
    }
    assertThat(heard)
        .containsExactly(
            new WorkerLine(2, 7, WorkerLine.Source.STDERR, "0123456789"),
            new WorkerLine(2, 8, WorkerLine.Source.LOG, "0123"));
  }

  @Test
  void without_a_folder_no_log_is_kept_and_nothing_fails() {
    try (WorkerLog log = WorkerLog.of(reported, null, 0)) {
      log.source(new WorkerKey(0, 0), WorkerLine.Source.STDERR).line(LINE, 10, false);
    }
    assertThat(reported.lines()).isEmpty();
  }
}
