package dev.reeve.supervisor.it;

import static dev.reeve.supervisor.it.OneWorker.AND_THEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that break: every task has its one record, with the truth in it. */
class FaultIT {
  @TempDir Path folder;

  private Finished run(String tasks, String... more) throws Exception {
    return OneWorker.run(folder, tasks, more);
  }

  @Test
  void a_worker_killed_in_mid_task_charges_that_task_and_the_next_one_runs() throws Exception {
    Finished run =
        run(
            "{\"id\":\"k\",\"command\":[\"kill -KILL $PPID; sleep 60\"],\"shell\":true}\n"
                + AND_THEN);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.record("k"))
        .contains("\"status\":\"crashed\"", "\"exitCode\":137", "\"signal\":\"KILL\"");
    assertThat(run.record("then")).contains("\"status\":\"succeeded\"", "\"result\":7");
    assertThat(run.record("k")).contains("ended unasked under task k, exit code 137 (SIGKILL)");
    assertThat(Reeve.text(folder.resolve("summary.json")))
        .contains("\"exitCode\":137", "\"reason\":\"ended unasked under task k\"");
  }

  @Test
  void a_worker_asked_to_end_by_a_stranger_has_crashed_and_its_command_has_not_failed()
      throws Exception {
    Finished run =
        run(
            "{\"id\":\"t\",\"command\":[\"kill -TERM $PPID; sleep 60\"],\"shell\":true}\n"
                + AND_THEN);
    assertThat(run.record("t"))
        .contains("\"status\":\"crashed\"", "\"exitCode\":143", "\"signal\":\"TERM\"");
    assertThat(run.record("then")).contains("\"status\":\"succeeded\"");
  }

  @Test
  void a_worker_that_exits_zero_on_its_own_has_crashed() throws Exception {
    Finished run = run("{\"id\":\"x\",\"handler\":\"bad/exit\",\"payload\":0}\n" + AND_THEN);
    assertThat(run.record("x")).contains("\"status\":\"crashed\"", "\"exitCode\":0");
    assertThat(run.record("then")).contains("\"status\":\"succeeded\"");
  }

  @Test
  void an_exit_code_of_a_worker_is_told_as_it_is() throws Exception {
    Finished run = run("{\"id\":\"x\",\"handler\":\"bad/halt\",\"payload\":42}\n" + AND_THEN);
    assertThat(run.record("x")).contains("\"status\":\"crashed\"", "\"exitCode\":42");
  }

  @Test
  void what_a_handler_prints_is_no_message() throws Exception {
    Finished run =
        run("{\"id\":\"p\",\"handler\":\"bad/print\",\"payload\":\"true\"}\n" + AND_THEN);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.record("p")).contains("\"result\":\"true\"");
    assertThat(run.record("then")).contains("\"result\":7");
  }

  @Test
  void a_worker_that_exhausts_its_heap_exits_with_3_and_is_replaced() throws Exception {
    Finished run =
        run(
            "{\"id\":\"h\",\"handler\":\"bad/heap\",\"payload\":null}\n" + AND_THEN,
            "--jvm-arg",
            "-Xmx48m");
    assertThat(run.record("h")).contains("\"status\":\"crashed\"", "\"exitCode\":3");
    assertThat(run.record("then")).contains("\"status\":\"succeeded\"");
  }

  @Test
  void a_stack_overflow_fails_the_task_and_recycles_the_worker() throws Exception {
    Finished run = run("{\"id\":\"s\",\"handler\":\"bad/stack\",\"payload\":null}\n" + AND_THEN);
    assertThat(run.record("s")).contains("\"status\":\"failed\"", "StackOverflowError");
    assertThat(run.record("then")).contains("\"status\":\"succeeded\"");
    assertThat(Reeve.text(folder.resolve("summary.json"))).contains("recycled");
  }

  @Test
  void a_result_that_has_no_json_fails_its_task_and_the_worker_lives() throws Exception {
    Finished run = run("{\"id\":\"r\",\"handler\":\"bad/result\",\"payload\":null}\n" + AND_THEN);
    assertThat(run.record("r")).contains("\"status\":\"failed\"", "ResultNotWritable");
    assertThat(Reeve.text(folder.resolve("summary.json"))).doesNotContain("\"generation\":1");
  }

  @Test
  void a_handler_that_spins_past_its_time_limit_is_timed_out_and_its_worker_replaced()
      throws Exception {
    Finished run =
        run(
            "{\"id\":\"s\",\"handler\":\"bad/spin\",\"payload\":null,\"timeout\":\"500ms\"}\n"
                + AND_THEN,
            "--grace",
            "500ms");
    assertThat(run.record("s")).contains("\"status\":\"timed_out\"");
    assertThat(run.record("then")).contains("\"status\":\"succeeded\"");
  }

  @Test
  void a_task_that_kills_every_worker_is_quarantined() throws Exception {
    Finished run =
        run("{\"id\":\"q\",\"handler\":\"bad/halt\",\"payload\":9,\"retries\":9}\n" + AND_THEN);
    assertThat(run.record("q")).contains("\"status\":\"crashed\"", "\"attempts\":2");
    assertThat(run.record("then")).contains("\"status\":\"succeeded\"");
  }

  @Test
  void a_bad_jvm_argument_ends_the_run_with_78_and_the_jvm_s_own_words() throws Exception {
    Finished run = run(AND_THEN, "--jvm-arg", "-XX:+NoSuchFlag");
    assertThat(run.exitCode()).isEqualTo(78);
    assertThat(run.err()).contains("NoSuchFlag");
    assertThat(run.record("then")).contains("\"status\":\"skipped\"");
  }

  @Test
  void a_missing_class_path_ends_the_run_with_78() throws Exception {
    Files.writeString(folder.resolve("job.jsonl"), AND_THEN);
    Finished run = Reeve.in(folder).run("run", "job.jsonl", "--worker-classpath", "no/such.jar");
    assertThat(run.exitCode()).isEqualTo(78);
    assertThat(run.err()).contains("no/such.jar");
  }

  @Test
  void an_unknown_handler_fails_its_task_and_names_the_known_ones() throws Exception {
    Finished run = run("{\"id\":\"u\",\"handler\":\"no/such\",\"payload\":null}\n" + AND_THEN);
    assertThat(run.record("u")).contains("\"status\":\"failed\"", "no/such", "echo");
  }
}
