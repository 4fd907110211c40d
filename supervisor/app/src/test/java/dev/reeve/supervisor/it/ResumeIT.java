package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The results file as a journal: whatever ends a run, the next one takes up where it was. */
class ResumeIT {
  private static final Pattern RECORD =
      Pattern.compile(
          "\\{\"seq\":(\\d+),\"id\":\"([^\"]*)\",\"handler\":\"[^\"]*\",\"status\":\"(\\w+)\",.*\\}");

  @TempDir Path folder;

  private Path results() {
    return folder.resolve("r.jsonl");
  }

  private Finished resume(String... more) {
    return run("--resume", more);
  }

  private Finished run(String option, String... more) {
    String[] args = {"run", "job.json", "--results", "r.jsonl", "--summary", "s.json", option};
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return Reeve.in(folder).run(all);
  }

  private void job(String json) throws IOException {
    Files.writeString(folder.resolve("job.json"), json);
  }

  private void jobOfNaps(int count, String nap) throws IOException {
    job(
        """
        {"tasks": [{"id": "n", "forEach": {"range": {"from": 1, "to": %d}}, "handler": "sleep",
                    "payload": {"duration": "%s"}}]}
        """
            .formatted(count, nap));
  }

  private String summary() {
    return Reeve.text(folder.resolve("s.json"));
  }

  /** Ended records by id, of a file of whole records. */
  private Map<String, Integer> endedRecords() throws IOException {
    Map<String, Integer> ended = new HashMap<>();
    assertThat(Reeve.text(results())).endsWith("\n");
    for (String line : Files.readAllLines(results())) {
      Matcher record = RECORD.matcher(line);
      assertThat(record.matches()).as(line).isTrue();
      if (!List.of("skipped", "cancelled").contains(record.group(3))) {
        ended.merge(record.group(2), 1, Integer::sum);
      }
    }
    return ended;
  }

  @Test
  void a_new_file_does_not_make_the_others_run_again() throws IOException {
    job(
        """
        {"tasks": [{"id": "sum", "forEach": {"glob": "*.data"}, "handler": "file/sha256",
                    "payload": {"path": "{item}"}}]}
        """);
    Files.writeString(folder.resolve("a.data"), "a");
    Files.writeString(folder.resolve("c.data"), "c");
    assertThat(resume().exitCode()).isZero();
    Files.writeString(folder.resolve("b.data"), "b");
    Finished finished = resume();
    assertThat(finished.exitCode()).isZero();
    assertThat(finished.err()).contains("1 task ").contains("2 already done");
    assertThat(resume().err()).contains("0 tasks ").contains("3 already done");
  }

  @Tag("long")
  @Test
  void a_supervisor_killed_again_and_again_is_resumed_until_all_is_done_once() throws Exception {
    long seed = System.nanoTime();
    System.out.println("ResumeIT seed " + seed);
    Random random = new Random(seed);
    jobOfNaps(600, "2ms");
    for (int kills = 0; kills < 4; kills++) {
      Path out = Reeve.in(folder).file("out");
      Process reeve =
          Reeve.in(folder)
              .start(out, out, "run", "job.json", "--results", "r.jsonl", "-j", "2", "--resume");
      long before = size();
      long more = 1L + random.nextInt(9_000);
      Awaitility.await()
          .atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS)
          .pollInterval(2, TimeUnit.MILLISECONDS)
          .until(() -> size() >= before + more || !reeve.isAlive());
      reeve.toHandle().destroyForcibly();
      Reeve.exitCode(reeve);
    }
    Finished last = resume("-j", "2");
    assertThat(last.exitCode()).as(last.err()).isZero();
    assertThat(endedRecords()).hasSize(600).allSatisfy((id, count) -> assertThat(count).isOne());
    assertThat(last.err()).contains("already done");
    Finished again = resume();
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(endedRecords()).hasSize(600).allSatisfy((id, count) -> assertThat(count).isOne());
    assertThat(summary()).contains("\"total\":0,\"resumed\":{\"succeeded\":600,\"failed\":0");
  }

  private long size() throws IOException {
    return Files.exists(results()) ? Files.size(results()) : 0;
  }

  /** The limit on a file's size stands for a disk that is full. */
  @Test
  void a_full_disk_ends_the_run_with_74_and_whole_records_and_resume_does_the_rest()
      throws Exception {
    jobOfNaps(1_000, "0ms");
    Path err = Reeve.in(folder).file("err");
    Process limited =
        new ProcessBuilder(
                "sh",
                "-c",
                "trap '' XFSZ; ulimit -f 128; exec \"$@\"",
                "sh",
                ProcessHandle.current().info().command().orElse("java"),
                "-jar",
                Reeve.JAR.toString(),
                "run",
                "job.json",
                "--results",
                "r.jsonl")
            .directory(folder.toFile())
            .redirectError(err.toFile())
            .redirectOutput(Reeve.in(folder).file("out").toFile())
            .start();
    assertThat(Reeve.exitCode(limited)).as(Reeve.text(err)).isEqualTo(74);
    assertThat(Reeve.text(err)).contains("cannot write results to r.jsonl any more");
    int before = endedRecords().size();
    assertThat(before).isBetween(1, 999);
    Finished resumed = resume("-k");
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(endedRecords()).hasSize(1_000).allSatisfy((id, count) -> assertThat(count).isOne());
    assertThat(summary()).contains("\"resumed\":{\"succeeded\":" + before + ",");
  }

  @Tag("long")
  @Test
  void failures_count_as_they_are_until_they_are_tried_again() throws Exception {
    job(
        """
        {"tasks": [{"id": "good", "handler": "echo", "payload": 1},
                   {"id": "flaky", "command": ["test", "-e", "mark"]}]}
        """);
    assertThat(resume().exitCode()).isEqualTo(1);
    Files.createFile(folder.resolve("mark"));
    Finished resumed = resume();
    assertThat(resumed.exitCode()).as(resumed.err()).isEqualTo(1);
    assertThat(resumed.err()).contains("2 already done: 1 succeeded, 1 failed");
    Finished retried = run("--retry-failed");
    assertThat(retried.exitCode()).as(retried.err()).isZero();
    assertThat(summary()).contains("\"resumed\":{\"succeeded\":1,\"failed\":0");
    assertThat(endedRecords()).isEqualTo(Map.of("good", 1, "flaky", 2));
    assertThat(resume().exitCode()).isZero();
  }

  @Test
  void a_changed_task_runs_again_and_says_so() throws Exception {
    job("{\"tasks\": [{\"id\": \"a\", \"handler\": \"echo\", \"payload\": 1}]}");
    assertThat(resume().exitCode()).isZero();
    job("{\"tasks\": [{\"id\": \"a\", \"handler\": \"echo\", \"payload\": 2, \"retries\": 3}]}");
    Finished changed = resume();
    assertThat(changed.exitCode()).as(changed.err()).isZero();
    assertThat(changed.err()).contains("task a runs again");
    assertThat(Reeve.text(results()).lines()).hasSize(2).last().asString().contains("\"result\":2");
    assertThat(resume().err()).contains("1 already done").doesNotContain("runs again");
  }

  @Test
  void a_torn_last_line_is_cut_off_and_said_so_and_a_bad_one_in_the_middle_is_73()
      throws Exception {
    jobOfNaps(3, "0ms");
    assertThat(resume().exitCode()).isZero();
    String whole = Reeve.text(results());
    Files.writeString(results(), whole.substring(0, whole.length() - 9));
    Finished torn = resume();
    assertThat(torn.exitCode()).as(torn.err()).isZero();
    assertThat(torn.err()).contains("cut off a torn last line", "2 already done");
    assertThat(endedRecords()).hasSize(3);
    Files.writeString(results(), whole.replaceFirst("\"seq\"", "\"s"));
    Finished bad = resume();
    assertThat(bad.exitCode()).isEqualTo(73);
    assertThat(bad.err()).contains("r.jsonl", "line 1 is not a result record");
  }

  @Test
  void a_stream_resumes_by_the_numbers_of_its_lines() throws Exception {
    String lines = "{\"handler\":\"echo\",\"payload\":1}\nno task\n{\"handler\":\"echo\"}\n";
    for (String input : List.of(lines, lines + "{\"handler\":\"echo\",\"payload\":4}\n")) {
      Finished run =
          Reeve.in(folder).input(input).run("run", "-", "--results", "r.jsonl", "--resume");
      assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    }
    assertThat(endedRecords()).isEqualTo(Map.of("1", 1, "2", 1, "3", 1, "4", 1));
  }

  @Test
  void a_drained_run_goes_on_with_what_was_skipped() throws Exception {
    job(
        """
        {"tasks": [{"id": "q", "forEach": {"range": {"from": 1, "to": 2}}, "handler": "echo",
                    "payload": "{item}"},
                   {"id": "n", "forEach": {"range": {"from": 1, "to": 38}}, "shell": true,
                    "command": ["until test -e go; do sleep 0.1; done"]}]}
        """);
    Path out = Reeve.in(folder).file("out");
    Process reeve =
        Reeve.in(folder).start(out, out, "run", "job.json", "--results", "r.jsonl", "-j", "2");
    Awaitility.await().atMost(Reeve.LIMIT_SECONDS, TimeUnit.SECONDS).until(() -> size() > 0);
    reeve.destroy();
    Reeve.awaitText(out, "a second signal kills them");
    Files.createFile(folder.resolve("go"));
    assertThat(Reeve.exitCode(reeve)).isEqualTo(143);
    assertThat(Reeve.text(results())).contains("\"status\":\"skipped\"");
    Finished resumed = resume("-j", "2");
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(endedRecords()).hasSize(40).allSatisfy((id, count) -> assertThat(count).isOne());
  }
}
