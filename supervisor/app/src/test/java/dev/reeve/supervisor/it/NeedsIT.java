package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
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

  @Tag("long")
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

  @Test
  void a_halt_skips_what_waits_even_what_needs_only_an_end() throws Exception {
    Files.writeString(
        folder.resolve("job.json"),
        """
        {"tasks": [
          {"id": "a", "command": ["false"]},
          {"id": "b", "needs": "a", "command": ["true"]},
          {"id": "c", "needs": [{"task": "a", "when": "ended"}], "command": ["true"]}]}
        """);
    Finished halted = run("--halt", "now,fail=1");
    assertThat(halted.exitCode()).as(halted.err()).isEqualTo(1);
    assertThat(Files.readAllLines(folder.resolve("r.jsonl")))
        .hasSize(3)
        .filteredOn(line -> line.contains("\"status\":\"skipped\""))
        .hasSize(2);
  }

  /** Each step notes that it has begun, waits until it may go on, and then has its effect. */
  private void steps() throws Exception {
    String step =
        "{\"id\": \"%1$s\", %2$s \"shell\": true, \"command\": [\"touch %1$s.begun;"
            + " until [ -e %1$s.go ]; do sleep 0.05; done; echo %3$s >> %1$s.done; echo %1$s\"]}";
    Files.writeString(
        folder.resolve("job.json"),
        "{\"tasks\": ["
            + step.formatted("dump", "", "x")
            + ","
            + step.formatted("compress", "\"needs\": [\"dump\"],", "{needs.dump.stdout}")
            + ","
            + step.formatted("upload", "\"needs\": [\"compress\"],", "{needs.compress.stdout}")
            + "]}");
  }

  private Process start() throws Exception {
    return Reeve.in(folder)
        .under(Signals.hearing())
        .withoutArchive()
        .start(
            Reeve.in(folder).file("out"),
            folder.resolve("err"),
            "run",
            "job.json",
            "--results",
            "r.jsonl",
            "--resume",
            "-j",
            "1");
  }

  private void requireEachStepOnce() {
    assertThat(folder.resolve("dump.done")).hasContent("x");
    assertThat(folder.resolve("compress.done")).hasContent("dump");
    assertThat(folder.resolve("upload.done")).hasContent("compress");
  }

  @Tag("long")
  @Test
  void steps_of_a_run_that_is_killed_in_each_of_them_have_their_effect_once() throws Exception {
    steps();
    for (String step : List.of("dump", "compress", "upload")) {
      Process reeve = start();
      Reeve.awaitText(folder.resolve(step + ".begun"), "");
      reeve.destroyForcibly();
      Reeve.exitCode(reeve);
      Signals.requireNothingLeftWithin(Duration.ofSeconds(5));
      Files.createFile(folder.resolve(step + ".go"));
    }
    Finished last = run("--resume");
    assertThat(last.exitCode()).as(last.err()).isZero();
    assertThat(last.err()).contains("2 already done");
    requireEachStepOnce();
  }

  @Test
  void ctrl_c_lets_the_running_step_finish_and_a_resumed_run_goes_on_with_the_next()
      throws Exception {
    steps();
    Process reeve = start();
    Reeve.awaitText(folder.resolve("dump.begun"), "");
    Signals.to(reeve, "INT");
    Reeve.awaitText(folder.resolve("err"), "a second signal kills them");
    for (String step : List.of("dump", "compress", "upload")) {
      Files.createFile(folder.resolve(step + ".go"));
    }
    assertThat(Reeve.exitCode(reeve)).isEqualTo(130);
    assertThat(folder.resolve("compress.begun")).doesNotExist();
    assertThat(Reeve.text(folder.resolve("r.jsonl"))).contains("signal INT");
    assertThat(run("--resume").exitCode()).isZero();
    requireEachStepOnce();
  }
}
