package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.supervisor.cli.control.RunningRun;
import dev.reeve.supervisor.control.RunLabel;
import dev.reeve.supervisor.control.RunStatus;
import dev.reeve.supervisor.control.RunStatus.TaskNumbers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunChoiceTest {
  private static final RunningRun BACKUP = run(11, "backup", 200);
  private static final RunningRun BACKUP_2 = run(12, "backup-2", -1);
  private static final RunningRun GZIP = run(13, "gzip {}", 3);
  private static final RunningRun SILENT =
      new RunningRun(Path.of("/s"), 14, null, null, "it does not answer");

  private static RunningRun run(long pid, String name, long total) {
    RunStatus status =
        new RunStatus(
            new RunLabel(pid, name, "run", "/", Instant.parse("2026-11-27T20:00:00Z")),
            80,
            RunStatus.State.RUNNING,
            "busy",
            null,
            new TaskNumbers(total, 70, 4, 2, 1, 5, 0),
            4,
            List.of());
    return new RunningRun(Path.of("/s"), pid, Json.of("{}"), status, null);
  }

  private static long pid(@Nullable String wanted, RunningRun... runs) throws Exception {
    return RunChoice.of(List.of(runs), wanted).pid();
  }

  @Test
  void a_single_run_need_not_be_named() throws Exception {
    assertThat(pid(null, GZIP)).isEqualTo(13);
  }

  @Test
  void a_run_is_found_by_pid_by_name_and_by_the_beginning_of_its_name() throws Exception {
    assertThat(pid("12", BACKUP, BACKUP_2, GZIP)).isEqualTo(12);
    assertThat(pid("backup", BACKUP, BACKUP_2, GZIP)).isEqualTo(11);
    assertThat(pid("backup-", BACKUP, BACKUP_2, GZIP)).isEqualTo(12);
    assertThat(pid("gz", BACKUP, BACKUP_2, GZIP)).isEqualTo(13);
    assertThat(pid("14", BACKUP, SILENT)).isEqualTo(14);
  }

  @Test
  void several_or_no_runs_are_an_error_that_lists_them() {
    assertThatThrownBy(() -> pid("back", BACKUP, BACKUP_2, GZIP))
        .hasMessage(
            "several runs match \"back\"; name one by its process id:\n  11 backup\n  12 backup-2")
        .matches(e -> ((CommandAbortedException) e).exitCode() == 2);
    assertThatThrownBy(() -> pid(null, BACKUP, GZIP))
        .hasMessageStartingWith("several runs go on; name one by its process id:\n  11 backup");
    assertThatThrownBy(() -> pid("z", BACKUP))
        .hasMessage("no run matches \"z\"; there are:\n  11 backup")
        .matches(e -> ((CommandAbortedException) e).exitCode() == 69);
    assertThatThrownBy(() -> pid(null))
        .hasMessageStartingWith("no run of this user goes on")
        .matches(e -> ((CommandAbortedException) e).exitCode() == 69);
  }

  @Test
  void the_table_has_a_heading_and_columns_on_a_terminal_and_tabs_elsewhere() {
    assertThat(PsCommand.table(List.of(BACKUP, BACKUP_2, SILENT), true))
        .isEqualTo(
            """
            PID  SINCE  DONE    FAILED  STATE      NAME
            11   1m20s  76/200  4       running    backup
            12   1m20s  76      4       running    backup-2
            14   -      -       -       no answer  -
            """);
    assertThat(PsCommand.table(List.of(BACKUP), false))
        .isEqualTo("11\t2026-11-27T20:00:00Z\t76/200\t4\trunning\tbackup\n");
    assertThat(PsCommand.table(List.of(), true)).isEmpty();
  }
}
