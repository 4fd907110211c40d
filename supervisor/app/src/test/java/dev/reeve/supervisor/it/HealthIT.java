package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hung, growing and talkative workers: what is found in logs, records and summary. */
class HealthIT {
  private static final long TEN_MEBIBYTES = 10 << 20;

  @TempDir Path folder;

  @Test
  void where_a_hung_handler_hangs_is_in_its_workers_log() throws Exception {
    Finished run =
        run("{\"id\":\"s\",\"handler\":\"bad/spin\",\"timeout\":\"2s\"}\n", "--grace", "2s");
    assertThat(run.record("s")).contains("\"status\":\"timed_out\"");
    assertThat(run.err()).doesNotContain("not asked");
    assertThat(log()).contains(" 0.0 diagnosis: ", "BadHandlers$Spin.handle");
  }

  @Tag("long")
  @Test
  void a_stopped_worker_writes_its_threads_when_it_is_woken_to_end() throws Exception {
    Finished run =
        run("{\"id\":\"s\",\"command\":[\"kill -STOP $PPID; sleep 60\"],\"shell\":true}\n");
    assertThat(run.record("s")).contains("\"status\":\"crashed\"", "nothing was heard of it");
    assertThat(log()).contains(" 0.0 stderr: Full thread dump");
  }

  @Test
  void the_last_words_of_a_crashed_worker_are_in_the_error_record() throws Exception {
    Finished run = run("{\"id\":\"c\",\"handler\":\"bad/complain-and-halt\",\"payload\":100}\n");
    assertThat(run.record("c"))
        .contains("\"status\":\"crashed\"", "\"exitCode\":44")
        .contains("complaint \\nthese are my last words\\n\"")
        .hasSizeBetween(4 << 10, 6 << 10);
    assertThat(Reeve.text(folder.resolve("summary.json")))
        .as("even a worker that died at once has a figure of its memory")
        .doesNotContain("Bytes\":-1");
  }

  @Test
  void fifty_megabytes_on_standard_error_stall_nothing_and_five_files_are_kept() throws Exception {
    Finished run = run("{\"id\":\"c\",\"handler\":\"bad/complain\",\"payload\":51200}\n");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(logs()).hasSize(5);
    for (Path file : logs()) {
      assertThat(Files.size(file)).isLessThanOrEqualTo(TEN_MEBIBYTES);
    }
    assertThat(log()).contains("these are my last words");
  }

  @Tag("long")
  @Test
  void an_idle_worker_is_not_replaced_again_and_again_for_a_limit_that_none_can_keep()
      throws Exception {
    String idleBetweenAttempts =
        "{\"defaults\":{\"retries\":1,\"backoff\":{\"initial\":\"5s\",\"factor\":1,\"max\":\"5s\"}},"
            + "\"tasks\":[{\"id\":\"z\",\"command\":[\"false\"]}]}";
    Finished run = run(idleBetweenAttempts, "--format", "json", "--max-worker-memory", "1m");
    assertThat(run.record("z")).contains("\"attempts\":2");
    assertThat(run.err()).contains("before its first task", "--max-worker-memory");
    assertThat(Reeve.text(folder.resolve("summary.json")))
        .contains("\"generation\":1", "\"growing\":false")
        .doesNotContain("\"generation\":2");
  }

  private Finished run(String tasks, String... more) throws IOException {
    Files.writeString(folder.resolve("job.jsonl"), tasks);
    List<String> args = new ArrayList<>(List.of("run", "job.jsonl", "-j", "1"));
    args.addAll(List.of("--worker-classpath", Reeve.BAD_HANDLERS, "--summary", "summary.json"));
    args.addAll(Arrays.asList(more));
    return Reeve.in(folder)
        .env("XDG_STATE_HOME", folder.toString())
        .run(args.toArray(String[]::new));
  }

  private String log() throws IOException {
    for (Path file : logs()) {
      if (file.endsWith("worker-0.log")) {
        return Files.readString(file);
      }
    }
    throw new AssertionError("no log of worker 0 in " + logs());
  }

  private List<Path> logs() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("reeve/logs"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
