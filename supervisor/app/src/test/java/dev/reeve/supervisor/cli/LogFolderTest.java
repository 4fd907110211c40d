package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFolderTest {
  /** A process id that no system gives out. */
  private static final String GONE = "999999999";

  private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 20, 10, 5, 7);

  @TempDir Path home;
  @TempDir Path temporary;

  private Path folder(Map<String, String> env) {
    return LogFolder.forRun(env, temporary, NOW, 4711);
  }

  @Test
  void logs_go_to_the_state_folder_of_the_user_under_time_and_process() {
    assertThat(folder(Map.of("HOME", home.toString())))
        .isEqualTo(home.resolve(".local/state/reeve/logs/20261120-100507-4711"))
        .doesNotExist();
  }

  @Test
  void the_state_folder_may_be_said_and_a_relative_one_is_ignored() {
    assertThat(folder(Map.of("HOME", "/nowhere", "XDG_STATE_HOME", home.toString())))
        .startsWithRaw(home.resolve("reeve/logs"));
    assertThat(folder(Map.of("HOME", home.toString(), "XDG_STATE_HOME", "state")))
        .startsWithRaw(home.resolve(".local"));
  }

  @Test
  void without_a_home_that_can_be_written_to_they_go_to_the_folder_for_temporary_files() {
    assertThat(folder(Map.of())).startsWithRaw(temporary);
    assertThat(folder(Map.of("HOME", "/proc/no/such"))).startsWithRaw(temporary);
  }

  @Test
  void only_the_last_runs_are_kept_and_nothing_else_is_touched() throws IOException {
    Path logs = Files.createDirectories(home.resolve(".local/state/reeve/logs"));
    Files.createDirectory(logs.resolve("mine"));
    for (int day = 1; day <= 25; day++) {
      Path run = Files.createDirectory(logs.resolve("202610%02d-000000-%s".formatted(day, GONE)));
      Files.createFile(run.resolve("worker-0.log"));
    }
    folder(Map.of("HOME", home.toString()));
    try (Stream<Path> left = Files.list(logs)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .hasSize(LogFolder.KEPT)
          .contains("mine", "20261025-000000-" + GONE, "20261007-000000-" + GONE)
          .doesNotContain("20261006-000000-" + GONE);
    }
  }

  @Test
  void empty_folders_of_killed_runs_displace_no_logs() throws IOException {
    Path logs = Files.createDirectories(home.resolve(".local/state/reeve/logs"));
    Path old = Files.createDirectory(logs.resolve("20260101-000000-" + GONE));
    Files.createFile(old.resolve("worker-0.log"));
    for (int day = 1; day <= 25; day++) {
      Files.createDirectory(logs.resolve("202610%02d-000000-%s".formatted(day, GONE)));
    }
    folder(Map.of("HOME", home.toString()));
    assertThat(logs.toFile().list()).containsExactly(old.toFile().getName());
  }

  @Test
  void the_logs_of_a_run_that_goes_on_are_kept_however_many_have_begun_since() throws IOException {
    Path logs = Files.createDirectories(home.resolve(".local/state/reeve/logs"));
    long pid = ProcessHandle.current().pid();
    Path running = Files.createDirectory(logs.resolve("20260101-000000-" + pid));
    for (int day = 1; day <= 25; day++) {
      Files.createDirectory(logs.resolve("202610%02d-000000-%s".formatted(day, GONE)));
    }
    folder(Map.of("HOME", home.toString()));
    assertThat(running).isDirectory();
  }

  @Test
  void the_folder_is_there_before_another_user_could_make_it() throws IOException {
    Path usual = folder(Map.of()).getParent();
    assertThat(usual).isDirectory();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(usual)))
        .isEqualTo("rwx------");
    assertThat(folder(Map.of()).getParent()).isEqualTo(usual);
  }

  @Test
  void a_folder_for_temporary_files_that_others_can_write_to_is_not_used() throws IOException {
    Path usual = folder(Map.of()).getParent().getParent();
    Files.delete(usual.resolve("logs"));
    Files.setPosixFilePermissions(usual, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(folder(Map.of()).getParent().getParent())
        .isNotEqualTo(usual)
        .hasParentRaw(temporary)
        .isDirectory();
  }

  @Test
  void a_home_that_others_can_write_to_gets_no_state_and_loses_none() throws IOException {
    Path logs = Files.createDirectories(home.resolve(".local/state/reeve/logs"));
    for (int day = 1; day <= 25; day++) {
      Files.createDirectory(logs.resolve("202610%02d-000000-%s".formatted(day, GONE)));
    }
    Files.setPosixFilePermissions(
        home.resolve(".local"), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(folder(Map.of("HOME", home.toString()))).startsWithRaw(temporary);
    assertThat(logs.toFile().list()).hasSize(25);
  }
}
