package dev.reeve.supervisor.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.PoolSnapshot.WorkerActivity;
import dev.reeve.supervisor.run.RunProgress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines that tell what a run does. */
class StatusTextTest {
  @Test
  void tasks_are_counted_and_each_worker_has_a_line() {
    PoolSnapshot pool =
        new PoolSnapshot(
            7,
            1,
            3,
            2,
            1,
            List.of(
                new WorkerActivity(0, "busy", 4711, "a\u001b[1m", 2_500_000_000L, "50 %: half"),
                new WorkerActivity(1, "idle", 4712, null, 0, null),
                new WorkerActivity(2, "exited", 0, null, 0, null)));
    assertThat(StatusText.of(new RunProgress(pool, 13)))
        .hasSize(4)
        .startsWith("4 of 13 done, 1 failed, 1 skipped, 1 running, 7 waiting")
        .endsWith("worker 1: idle, pid 4712", "worker 2: exited")
        .anyMatch(line -> line.startsWith("worker 0: busy, pid 4711, task a"))
        .anyMatch(line -> line.endsWith(" for 2.5s: 50 %: half"))
        .noneMatch(line -> line.contains("\u001b"));
    assertThat(StatusText.of(new RunProgress(pool, -1)).get(0)).startsWith("4 done, ");
  }
}
