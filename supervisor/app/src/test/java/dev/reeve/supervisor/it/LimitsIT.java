package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits beside the number of workers. */
class LimitsIT {
  @TempDir Path folder;

  @Test
  void tasks_of_a_stream_that_use_the_same_never_run_at_the_same_time() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      lines.append("{\"uses\":\"db\",\"shell\":true,\"command\":[");
      lines.append("\"mkdir lock && sleep 0.02 && rmdir lock\"]}\n");
      lines.append("{\"command\":[\"true\"]}\n");
    }
    Finished run =
        Reeve.in(folder)
            .input(lines.toString())
            .run("run", "-", "-j", "3", "--resource", "db=1", "--delay", "5ms");
    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.records()).hasSize(24);
  }

  @Tag("long")
  @Test
  void a_run_that_a_high_load_holds_back_says_why_and_can_be_ended() throws Exception {
    Files.writeString(
        folder.resolve("job.json"), "{\"tasks\": [{\"command\": [\"touch\", \"ran\"]}]}");
    Path out = Files.createFile(folder.resolve("out"));
    Path err = Files.createFile(folder.resolve("err"));
    Process reeve =
        Reeve.in(folder)
            .under(Signals.hearing())
            .start(out, err, "run", "job.json", "--max-load", "1e-9", "--progress", "always");
    Reeve.awaitText(err, "held back: the load of ");
    Signals.to(reeve, "USR1");
    Reeve.awaitText(err, "no further task is started: the load of ");
    Signals.to(reeve, "INT");
    Finished run = Reeve.await(reeve, out, err);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(130);
    assertThat(folder.resolve("ran")).doesNotExist();
  }
}
