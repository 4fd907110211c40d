package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.cli.control.RunningRun;
import dev.reeve.supervisor.control.RunLabel;
import dev.reeve.supervisor.control.RunStatus;
import dev.reeve.supervisor.control.ServerLabel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PsCommandTest {
  private static final Instant START = Instant.parse("2026-11-27T20:00:00Z");

  private static RunningRun run(long pid, String name, ServerLabel server) {
    RunStatus status =
        new RunStatus(
            new RunLabel(pid, name, server == null ? "run" : "serve", "/", START, server),
            1.5,
            RunStatus.State.RUNNING,
            "busy",
            null,
            new RunStatus.TaskNumbers(server == null ? 10 : -1, 3, 1, 0, 1, 5, 0),
            1,
            List.of());
    return new RunningRun(Path.of("/s"), pid, null, status, null);
  }

  @Test
  void runs_and_servers_are_listed_with_their_places() {
    List<RunningRun> runs =
        List.of(
            run(1, "backup", null),
            run(22, "serve", new ServerLabel("unix:/home/ada/s", "/var/tmp/q")),
            run(333, "serve", new ServerLabel("http://127.0.0.1:8080", null)));
    assertThat(PsCommand.table(runs, true).lines())
        .containsExactly(
            "PID  SINCE  DONE  FAILED  STATE    NAME",
            "1    1.5s   4/10  1       running  backup",
            "22   1.5s   4     1       running  serve at unix:/home/ada/s, queue in /var/tmp/q",
            "333  1.5s   4     1       running  serve at http://127.0.0.1:8080, queue in memory");
    assertThat(PsCommand.table(runs, false).lines().toList().get(1))
        .isEqualTo(
            "22\t2026-11-27T20:00:00Z\t4\t1\trunning\tserve at unix:/home/ada/s, queue in"
                + " /var/tmp/q");
    assertThat(runs.get(0).serverAddress()).isNull();
    assertThat(runs.get(1).serverAddress()).isEqualTo("unix:/home/ada/s");
  }
}
