package dev.reeve.supervisor.it;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunIT {
  @TempDir Path folder;

  @Test
  void a_thousand_files_hash_as_sha256sum_hashes_them() throws Exception {
    long seed = 42;
    Random random = new Random(seed);
    Path files = Files.createDirectory(folder.resolve("files"));
    for (int i = 0; i < 1000; i++) {
      int size = i % 50 == 0 ? random.nextInt(300_000) : random.nextInt(5_000);
      byte[] bytes = new byte[i == 0 ? 0 : size];
      random.nextBytes(bytes);
      Files.write(files.resolve("f " + i), bytes);
    }
    job(
        """
        {"tasks": [{"id": "h", "forEach": {"glob": "files/*"}, "handler": "file/sha256",
                    "payload": {"path": "{item}"}, "tags": ["hash"]}]}
        """);
    Finished run = Reeve.in(folder).run("run", "job.json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(ours(run)).hasSize(1000).isEqualTo(sha256sums(files));
  }

  private static Set<String> ours(Finished run) {
    Pattern hash = Pattern.compile("\"sha256\":\"([0-9a-f]{64})\"");
    Set<String> hashes = new HashSet<>();
    for (String record : run.records()) {
      Matcher matcher = hash.matcher(record);
      assertThat(matcher.find()).as(record).isTrue();
      hashes.add(matcher.group(1));
    }
    return hashes;
  }

  private Set<String> sha256sums(Path files) throws IOException, InterruptedException {
    Path sums = folder.resolve("sums");
    Process process =
        new ProcessBuilder("sh", "-c", "sha256sum -- *")
            .directory(files.toFile())
            .redirectOutput(sums.toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    Set<String> hashes = new HashSet<>();
    for (String line : Files.readAllLines(sums)) {
      hashes.add(line.substring(0, 64));
    }
    return hashes;
  }

  @Tag("long")
  @Test
  void a_thousand_commands_have_each_their_own_exit_code_in_their_record() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      lines.append(
          "{\"id\":\"c%d\",\"command\":[\"sh\",\"-c\",\"exit %d\"]}%n".formatted(i, i % 256));
    }
    Files.writeString(folder.resolve("job.jsonl"), lines);
    Finished run = Reeve.in(folder).run("run", "job.jsonl");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.records()).hasSize(1000);
    Set<String> ids = new HashSet<>();
    Pattern parts = Pattern.compile("\"id\":\"c(\\d+)\".*\"exitCode\":(\\d+)");
    for (String record : run.records()) {
      Matcher matcher = parts.matcher(record);
      assertThat(matcher.find()).as(record).isTrue();
      int expected = Integer.parseInt(matcher.group(1)) % 256;
      assertThat(matcher.group(2)).as(record).isEqualTo(String.valueOf(expected));
      assertThat(record)
          .contains(expected == 0 ? "\"status\":\"succeeded\"" : "\"status\":\"failed\"");
      ids.add(matcher.group(1));
    }
    assertThat(ids).hasSize(1000);
  }

  @Test
  void a_short_task_took_at_least_the_time_that_it_slept() throws Exception {
    String line = "{\"handler\":\"sleep\",\"payload\":{\"duration\":\"2ms\"}}\n";
    Files.writeString(folder.resolve("job.jsonl"), line.repeat(500));
    Finished run = Reeve.in(folder).run("run", "job.jsonl", "-j", "1");
    assertThat(run.records()).hasSize(500);
    Pattern duration = Pattern.compile("\"durationMs\":([0-9.]+)");
    for (String record : run.records()) {
      Matcher matcher = duration.matcher(record);
      assertThat(matcher.find()).as(record).isTrue();
      assertThat(Double.parseDouble(matcher.group(1))).as(record).isGreaterThan(1);
    }
  }

  @Tag("long")
  @Test
  void any_number_of_workers_gives_the_same_results_and_keep_order_the_order_of_the_input()
      throws Exception {
    String lines =
        IntStream.rangeClosed(1, 300)
            .mapToObj(
                i ->
                    i % 7 == 0
                        ? "{\"id\":\"t%d\",\"handler\":\"sleep\",\"payload\":{\"duration\":\"%dms\"}}"
                            .formatted(i, i % 5)
                        : "{\"id\":\"t%d\",\"handler\":\"echo\",\"payload\":[%d, 1.50, \"é€😀\"]}"
                            .formatted(i, i))
            .reduce("", (text, line) -> text + line + "\n");
    Files.writeString(folder.resolve("job.jsonl"), lines);
    List<String> one = essence(Reeve.in(folder).run("run", "job.jsonl", "-j", "1", "-k"));
    for (String workers : List.of("2", "8")) {
      Finished unordered = Reeve.in(folder).run("run", "job.jsonl", "-j", workers);
      assertThat(essence(unordered)).containsExactlyInAnyOrderElementsOf(one);
      Finished ordered = Reeve.in(folder).run("run", "job.jsonl", "-j", workers, "-k");
      assertThat(essence(ordered)).containsExactlyElementsOf(one);
    }
    assertThat(one).hasSize(300).element(0).asString().contains("[1,1.50,\"é€😀\"]");
  }

  /** Records without what differs from run to run. */
  private static List<String> essence(Finished run) {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.records().stream()
        .map(record -> record.replaceAll("\"startedAt\".*\"worker\":\\{[^}]*\\},", ""))
        .toList();
  }

  @Test
  void a_failed_task_is_tried_again_and_the_attempts_are_counted() throws Exception {
    job(
        """
        {"tasks": [{"id": "flaky", "shell": true, "retries": 3,
                    "command": ["test -e mark && exit 0; touch mark; exit 5"]}]}
        """);
    Finished run = Reeve.in(folder).run("run", "job.json");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.record("flaky")).contains("\"attempts\":2");
  }

  @Test
  void the_deadline_ends_the_run_with_124_and_a_record_for_every_task() throws Exception {
    for (int i = 0; i < 20; i++) {
      String task = "{\"id\":\"s%d\",\"command\":[\"touch s%d; sleep 1000\"],\"shell\":true}%n";
      Files.writeString(folder.resolve("job.jsonl"), task.formatted(i, i), CREATE, APPEND);
    }
    Finished run =
        Reeve.in(folder).run("run", "job.jsonl", "-j", "2", "--deadline", "2s", "--grace", "5s");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(124);
    assertThat(run.records()).hasSize(20);
    for (int i = 0; i < 20; i++) {
      // how many had begun is the machine's affair
      String status = Files.exists(folder.resolve("s" + i)) ? "cancelled" : "cancelled|skipped";
      assertThat(run.record("s" + i)).containsPattern("\"status\":\"(" + status + ")\"");
    }
    assertThat(run.out()).contains("\"status\":\"skipped\"");
  }

  @Test
  void halt_soon_stops_after_so_many_failures() throws Exception {
    job(
        """
        {"tasks": [{"id": "f", "forEach": {"range": {"from": 1, "to": 50}}, "command": ["false"]}]}
        """);
    Finished run = Reeve.in(folder).run("run", "job.json", "-j", "1", "--halt", "soon,fail=3");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.records()).hasSize(50);
    assertThat(run.records().stream().filter(r -> r.contains("\"status\":\"failed\"")).count())
        .isBetween(3L, 8L);
    assertThat(run.out()).contains("\"status\":\"skipped\"");
  }

  @Test
  void the_summary_lists_every_worker_with_its_exit_code() throws Exception {
    job(
        """
        {"name": "s", "tasks": [{"id": "e", "forEach": {"range": {"from": 1, "to": 10}},
                                 "handler": "echo", "payload": "{item}"}]}
        """);
    Finished run =
        Reeve.in(folder)
            .run(
                "run", "job.json", "-j", "1", "--max-tasks-per-worker", "3", "--summary", "s.json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    String summary = Reeve.text(folder.resolve("s.json"));
    assertThat(summary).contains("\"succeeded\":10");
    assertThat(Pattern.compile("\"exitCode\":0,\"signal\":null").matcher(summary).results().count())
        .as(summary)
        .isEqualTo(4);
  }

  @Test
  void results_go_to_a_file_for_its_owner_only() throws Exception {
    job("{\"tasks\": [{\"id\": \"e\", \"handler\": \"echo\", \"payload\": 1}]}");
    Finished run = Reeve.in(folder).run("run", "job.json", "--results", "r.jsonl");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(Reeve.text(folder.resolve("r.jsonl"))).contains("\"result\":1").endsWith("}\n");
    assertThat(Files.getPosixFilePermissions(folder.resolve("r.jsonl"))).hasSize(2);
  }

  @Test
  void handlers_validate_help_and_version_answer_on_standard_output() throws Exception {
    job("{\"tasks\": [{\"id\": \"e\", \"handler\": \"echo\", \"payload\": 1}]}");
    assertThat(Reeve.in(folder).run("handlers").out())
        .contains("echo", "exec", "file/sha256", "image/blur", "image/grayscale", "sleep");
    assertThat(Reeve.in(folder).run("validate", "job.json").exitCode()).isZero();
    assertThat(Reeve.in(folder).run("help").out()).contains("run", "validate", "handlers");
    assertThat(Reeve.in(folder).run("--version").out()).contains("0.1.0");
  }

  private void job(String json) throws IOException {
    Files.writeString(folder.resolve("job.json"), json);
  }
}
