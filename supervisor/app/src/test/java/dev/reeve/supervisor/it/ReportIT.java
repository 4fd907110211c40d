package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that {@code --report} writes. */
class ReportIT {
  @TempDir Path folder;

  private String report() throws IOException {
    return Files.readString(folder.resolve("page.html"));
  }

  @Test
  void a_run_that_is_drained_leaves_the_page_of_what_it_did() throws Exception {
    Files.writeString(
        folder.resolve("job.jsonl"),
        """
        {"id": "bad", "command": ["sh", "-c", "echo '<script>oops' >&2; exit 3"]}
        {"id": "long", "command": ["touch begun; until [ -e go ]; do sleep 0.05; done"], "shell": true}
        {"id": "never", "command": ["true"]}
        """);
    Files.writeString(folder.resolve("page.html"), "");
    Path out = Files.createFile(folder.resolve("out"));
    Path err = Files.createFile(folder.resolve("err"));
    Process reeve =
        Reeve.in(folder)
            .under(Signals.hearing())
            .start(out, err, "run", "job.jsonl", "-j", "1", "--report", "page.html");
    Reeve.awaitText(folder.resolve("begun"), "");
    assertThat(report()).isEmpty();
    Signals.to(reeve, "INT");
    Reeve.awaitText(err, "a second signal kills them");
    Files.createFile(folder.resolve("go"));
    Finished run = Reeve.await(reeve, out, err);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(130);
    assertThat(report())
        .contains("<h1 id=\"name\">job.jsonl</h1>", "stopped, exit code 130")
        .contains("CommandFailed: sh exited with 3", "&lt;script&gt;oops")
        .contains("<td class=\"id\">long</td>", "<td class=\"id\">never</td>", "1 process")
        .contains("\"counts\":[1,1,0,0,0,1]");
  }

  @Test
  void workers_that_do_not_start_are_told_on_the_page() throws Exception {
    Finished run =
        Reeve.in(folder)
            .run("each", "--jvm-arg", "-Xmx1", "--report", "page.html", "true", "{}", ":::", "a");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(78);
    assertThat(report())
        .contains("<h1 id=\"name\">true {}</h1>", "workers do not start, exit code 78");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }
}
