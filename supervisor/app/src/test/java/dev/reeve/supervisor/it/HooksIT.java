package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that are told of failed tasks and of the end of the run. */
class HooksIT {
  @TempDir Path folder;

  @Test
  void failures_and_the_end_are_told_and_no_hook_changes_the_exit_code() throws Exception {
    Files.writeString(
        folder.resolve("job.json"),
        """
        {"name": "nightly", "onFailure": ["tee", "-a", "failed"], "onEnd": "touch not-this-one",
         "tasks": [{"id": "f", "forEach": {"range": {"from": 1, "to": 20}}, "command": ["test", "{item}", "-gt", "6"]},
                   {"id": "after", "needs": "f[1]", "command": ["true"]}]}
        """);
    Finished run =
        Reeve.in(folder)
            .run("run", "job.json", "--output", "none", "--on-end", "cat > summary; exit 5");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(Files.readAllLines(folder.resolve("failed")))
        .hasSize(6)
        .allMatch(line -> line.startsWith("{\"seq\":") && line.contains("\"status\":\"failed\""));
    assertThat(Files.readString(folder.resolve("summary")))
        .startsWith("{\"job\":\"nightly\",")
        .contains("\"failed\":6", "\"skipped\":1", "\"exitCode\":1");
    assertThat(run.err())
        .contains("reeve: warning: the command of onEnd failed: sh exited with 5\n")
        .contains("\n{\"seq\":");
    assertThat(folder.resolve("not-this-one")).doesNotExist();
  }

  @Test
  void ctrl_c_drains_the_run_and_does_not_reach_a_command_that_runs() throws Exception {
    Files.writeString(
        folder.resolve("job.jsonl"),
        """
        {"id": "a", "command": ["false"]}
        {"id": "b", "command": ["until [ -e go ]; do sleep 0.05; done"], "shell": true}
        {"id": "c", "command": ["true"]}
        """);
    Path out = Files.createFile(folder.resolve("out"));
    Path err = Files.createFile(folder.resolve("err"));
    Process reeve =
        Reeve.in(folder)
            .under(Signals.hearing())
            .under("setsid")
            .start(
                out,
                err,
                "run",
                "job.jsonl",
                "-j",
                "1",
                "--grace",
                "1h",
                "--on-failure",
                "touch begun; until [ -e go ]; do sleep 0.05; done; touch told",
                "--on-end",
                "touch ended");
    Reeve.awaitText(folder.resolve("begun"), "");
    Signals.toGroupOf(reeve, "INT");
    Reeve.awaitText(err, "a second signal kills them");
    Files.createFile(folder.resolve("go"));
    Finished run = Reeve.await(reeve, out, err);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(130);
    assertThat(run.record("c")).contains("\"status\":\"skipped\"");
    assertThat(folder.resolve("told")).exists();
    assertThat(folder.resolve("ended")).exists();
    assertThat(run.err()).doesNotContain("warning");
  }
}
