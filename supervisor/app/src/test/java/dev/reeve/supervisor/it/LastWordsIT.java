package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that die with much on their lips, and deep in work. */
class LastWordsIT {
  private static final int TASKS = 20_000;

  /** Every so many tasks one ends its worker, few enough that the pool does not give up. */
  private static final int STRIDE = 4_777;

  @TempDir Path folder;

  @Test
  void a_dead_worker_charges_one_task_and_none_of_thousands_is_run_twice_or_lost()
      throws Exception {
    Finished run =
        Reeve.in(folder)
            .input(String.join("\n", IntStream.range(0, TASKS).mapToObj(this::line).toList()))
            .run("run", "-", "-j", "2", "--worker-classpath", Reeve.BAD_HANDLERS, "-q");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.records()).hasSize(TASKS).allMatch(r -> r.contains("\"attempts\":1,"));
    assertThat(run.records().stream().filter(r -> r.contains("\"status\":\"crashed\"")))
        .hasSize(deaths())
        .allMatch(r -> r.contains("bad/halt"));
    assertThat(run.records().stream().filter(r -> r.contains("\"status\":\"succeeded\"")))
        .hasSize(TASKS - deaths());
    assertThat(Files.readAllLines(folder.resolve("notes")))
        .hasSize(TASKS - deaths())
        .doesNotHaveDuplicates();
  }

  @Test
  void the_file_for_them_has_no_name_any_more_when_a_task_runs() throws Exception {
    String look = "echo mark=$REEVE_WORKER; ls /dev/shm " + System.getProperty("java.io.tmpdir");
    Finished run =
        Reeve.in(folder)
            .input(
                "{\"handler\":\"echo\"}\n{\"command\":[\""
                    + look
                    + "\"],\"shell\":true,\"okExit\":[0,2]}")
            .run("run", "-", "-j", "1");
    assertThat(run.exitCode()).as(run.err()).isZero();
    Matcher mark = Pattern.compile("mark=([^\\\\]+)").matcher(run.out());
    assertThat(mark.find()).as(run.out()).isTrue();
    assertThat(run.out()).doesNotContain("reeve-" + mark.group(1));
  }

  private String line(int number) {
    boolean deadly = number % STRIDE == STRIDE - 1;
    return deadly
        ? "{\"handler\":\"bad/halt\",\"payload\":42}"
        : "{\"handler\":\"bad/note\",\"payload\":" + number + "}";
  }

  private static int deaths() {
    return TASKS / STRIDE;
  }
}
