package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines and containers that grant little. */
class PoorSurroundingsIT {
  private static final String[] LIMITED = {"sh", "-c", "ulimit -n $0; exec \"$@\""};

  @TempDir Path folder;

  @Test
  void a_read_only_working_directory_without_home_and_room_for_temporary_files_is_enough()
      throws Exception {
    job("{\"id\":\"c\",\"command\":[\"pwd\"]}\n{\"id\":\"e\",\"handler\":\"echo\",\"payload\":1}");
    Path results = Files.createDirectory(folder.resolve("elsewhere")).resolve("r");
    Path readOnly = Files.createDirectory(folder.resolve("readonly"));
    Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-xr-xr-x"));
    Finished run =
        Reeve.in(folder)
            .under("sh", "-c", "cd readonly && exec \"$@\"", "sh")
            .jvm("-Djava.io.tmpdir=/nonexistent", "-XX:-UsePerfData")
            .env("HOME", "")
            .env("XDG_STATE_HOME", "")
            .env("USER", "")
            .env("TMPDIR", "/nonexistent")
            .run("run", folder.resolve("job.jsonl").toString(), "--results", results.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(Files.readAllLines(results)).hasSize(2);
    assertThat(readOnly).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"LC_ALL", "LANG"})
  void under_the_locale_c_payloads_arguments_and_file_names_are_whole(String variable)
      throws Exception {
    Files.createDirectory(folder.resolve("dé"));
    job(
        """
        {"id":"payload","handler":"echo","payload":"é€😀"}
        {"id":"argument","command":["printf","%s","é€😀"]}
        {"id":"variable","command":["sh","-c","printf %s $X"],"env":{"X":"é€😀"}}
        {"id":"stdin","command":["cat"],"stdin":"é€😀"}
        {"id":"touch","command":["touch","dé/ü€"],"retries":0}
        {"id":"hash","handler":"file/sha256","payload":{"path":"dé/ü€"}}
        {"id":"cwd","command":["ls"],"cwd":"dé"}
        """);
    Finished run =
        Reeve.in(folder)
            .env("LC_ALL", "")
            .env("LC_CTYPE", "")
            .env("LANG", "")
            .env(variable, "C")
            .run("run", "job.jsonl", "-j", "1");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.record("payload")).contains("\"result\":\"é€😀\"");
    for (String task : new String[] {"argument", "variable", "stdin"}) {
      assertThat(run.record(task)).contains("\"stdout\":\"é€😀\"");
    }
    assertThat(run.record("hash")).contains("e3b0c44298fc1c149afbf4c8996fb924");
    assertThat(run.record("cwd")).contains("\"stdout\":\"ü€\\n\"");
  }

  @Test
  void a_locale_that_the_job_chooses_is_the_workers_own() throws Exception {
    Files.writeString(
        folder.resolve("job.json"),
        """
        {"workers": {"count": 1, "env": {"LC_ALL": "C"}},
         "tasks": [{"id": "l", "command": ["printenv", "LC_ALL"]}]}
        """);
    Finished run = Reeve.in(folder).env("LC_ALL", "C").run("run", "job.json");
    assertThat(run.record("l")).contains("\"stdout\":\"C\\n\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 24, 28, 32, 40})
  void with_few_descriptors_the_pool_shrinks_and_the_run_goes_on(int descriptors) throws Exception {
    job(tasks(20));
    Finished run =
        Reeve.in(folder)
            .under(LIMITED)
            .under(String.valueOf(descriptors))
            .run("run", "job.jsonl", "-j", "8");
    assertThat(run.exitCode()).as(run.err()).isIn(0, 71);
    assertThat(run.err()).doesNotContain("internal error");
    if (run.exitCode() == 0) {
      assertThat(run.records()).hasSize(20).allMatch(record -> record.contains("succeeded"));
    }
  }

  /** The tasks are long, so that all workers are asked for. */
  @Test
  void with_forty_descriptors_a_few_workers_do_all_the_work() throws Exception {
    job("{\"handler\":\"sleep\",\"payload\":{\"duration\":\"1s\"}}\n".repeat(40));
    Finished run = Reeve.in(folder).under(LIMITED).under("40").run("run", "job.jsonl", "-j", "40");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.records()).hasSize(40).allMatch(record -> record.contains("succeeded"));
    assertThat(run.err()).contains("no file descriptors left", "ulimit -n");
  }

  @Test
  void with_no_descriptor_for_a_worker_the_run_gives_up_with_71_at_once() throws Exception {
    job(tasks(20));
    Finished run = Reeve.in(folder).under(LIMITED).under("16").run("run", "job.jsonl", "-j", "4");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(71);
    assertThat(run.err()).contains("ulimit -n");
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 24})
  void a_supervisor_with_little_memory_does_all_the_work(int megabytes) throws Exception {
    job(tasks(50_000));
    Finished run =
        Reeve.in(folder).jvm("-Xmx" + megabytes + "m").run("run", "job.jsonl", "-j", "2");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.records()).hasSize(50_000);
  }

  @Test
  void as_the_first_process_it_warns_once_and_names_an_init() throws Exception {
    String[] alone = {"unshare", "--fork", "--pid", "--mount-proc"};
    Assumptions.assumeTrue(permitted(alone), "no new namespace for processes here");
    job(tasks(3));
    Finished run = Reeve.in(folder).under(alone).run("run", "job.jsonl", "-j", "2");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).containsOnlyOnce("process 1").contains("--init", "tini");
  }

  @Test
  void as_any_other_process_it_does_not_speak_of_that() throws Exception {
    job(tasks(3));
    assertThat(Reeve.in(folder).run("run", "job.jsonl").err()).doesNotContain("process 1");
  }

  private static boolean permitted(String... launcher) throws InterruptedException {
    String[] command = Arrays.copyOf(launcher, launcher.length + 1);
    command[launcher.length] = "true";
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String tasks(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"handler\":\"echo\",\"payload\":" + i + "}")
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private void job(String lines) throws IOException {
    Files.writeString(folder.resolve("job.jsonl"), lines);
  }
}
