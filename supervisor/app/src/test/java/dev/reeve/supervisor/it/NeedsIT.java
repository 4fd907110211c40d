package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A nightly job: dump, compress, upload, with a failure in the middle. */
class NeedsIT {
  private static final String JOB =
      """
      {"tasks": [
        {"id": "upload", "needs": ["compress"], "shell": true,
         "command": ["cp {needs.compress.stdout} uploaded"]},
        {"id": "compress", "needs": ["dump"], "shell": true,
         "command": ["test -e disk && mv {needs.dump.stdout} 'a file; touch PWNED' && echo 'a file; touch PWNED'"]},
        {"id": "dump", "shell": true, "command": ["date >> dumps; echo data > dump.sql; echo dump.sql"]},
        {"id": "tell", "needs": [{"task": "upload", "when": "ended"}], "shell": true,
         "command": ["echo {needs.upload.status} >> told"]}]}
      """;

  @TempDir Path folder;

  private Finished run(String... more) {
    String[] args = {"run", "job.json", "--results", "r.jsonl"};
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return Reeve.in(folder).run(all);
  }

  @Test
  void a_step_that_fails_is_tried_again_with_all_that_needs_it_and_nothing_else() throws Exception {
    Files.writeString(folder.resolve("job.json"), JOB);
    Finished first = run();
    assertThat(first.exitCode()).as(first.err()).isEqualTo(1);
    assertThat(Reeve.text(folder.resolve("r.jsonl")))
        .contains("needs \\\"compress\\\", which failed");
    assertThat(run("--resume").exitCode()).isEqualTo(1);
    Files.createFile(folder.resolve("disk"));
    Finished retried = run("--retry-failed");
    assertThat(retried.exitCode()).as(retried.err()).isZero();
    assertThat(Files.readAllLines(folder.resolve("dumps"))).hasSize(1);
    assertThat(folder.resolve("uploaded")).hasContent("data");
    assertThat(Files.readAllLines(folder.resolve("told"))).last().isEqualTo("succeeded");
    assertThat(folder.resolve("PWNED")).doesNotExist();
    assertThat(run("--resume").exitCode()).isZero();
    assertThat(Files.readAllLines(folder.resolve("dumps"))).hasSize(1);
  }
}
