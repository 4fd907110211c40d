package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs in {@code bench/} that judge a run themselves, for a short while. */
class BenchIT {
  private static final String[] SHORT = {"--seconds", "10", "--tasks", "150", "--workers", "3"};

  /** Far more than the longest of them takes: each starts many pools, one after the other. */
  private static final long LIMIT_SECONDS = 900;

  private static final String BENCH = Reeve.TOP.resolve("supervisor/bench/run").toString();

  private static final String CHAOS = Reeve.TOP.resolve("supervisor/bench/chaos").toString();

  /** The measures that take little time even where a pool is slow to start. */
  private static final String CHEAP = "file,call,command,stream,idle,gap,shared";

  @TempDir Path folder;

  @Tag("long")
  @Test
  void after_random_kills_and_other_trouble_no_task_is_lost_or_doubled_and_nothing_is_left()
      throws Exception {
    List<String> arguments = new ArrayList<>(Arrays.asList(SHORT));
    arguments.addAll(List.of("--folder", folder.resolve("chaos").toString()));
    assertThat(chaos(arguments)).as(output()).isZero();
    assertThat(output())
        .contains("lost 0, doubled 0, strange 0, left 0, leftovers 0")
        .contains("fault: results", "fault: reader stalled", "fault: supervisor killed");
  }

  @Tag("long")
  @Test
  void the_count_of_the_chaos_run_finds_lost_doubled_and_strange_records() throws Exception {
    Path round = Files.createDirectory(folder.resolve("round-0"));
    Files.writeString(round.resolve("job.jsonl"), task("echo-1") + task("echo-2"));
    Files.writeString(round.resolve("messages.txt"), "");
    Files.writeString(round.resolve("results.jsonl"), record("echo-1") + record("echo-2"));
    List<String> check = List.of("--check", folder.toString());
    assertThat(chaos(check)).as(output()).isZero();
    Files.writeString(
        round.resolve("results.jsonl"), record("echo-1") + record("echo-1") + record("echo-3"));
    assertThat(chaos(check)).as(output()).isEqualTo(1);
    assertThat(output()).contains("lost 1, doubled 1, strange 1");
  }

  @Test
  @Tag("long")
  void after_many_restarts_a_supervisor_holds_no_more_than_after_a_few() throws Exception {
    List<String> arguments = List.of("--restarts", "120", "--step", "60");
    assertThat(exitCode("Restarts.java", arguments)).as(output()).isZero();
  }

  @Test
  @Tag("long")
  void the_bench_command_prints_its_table_and_leaves_nothing_behind() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    ProcessBuilder bench = new ProcessBuilder(BENCH, "--quick", "--only", CHEAP);
    bench.environment().put("TMPDIR", temporary.toString());
    bench.environment().put("JAVA_HOME", System.getProperty("java.home"));
    assertThat(exitCode(bench)).as(output()).isZero();
    assertThat(output().lines().filter(line -> line.startsWith("|")).toList())
        .hasSizeGreaterThan(2 + CHEAP.split(",").length)
        .allMatch(line -> line.matches("(\\|[^|]+){6}\\|"));
    assertThat(temporary).isEmptyDirectory();
  }

  @Tag("long")
  @Test
  void a_wrong_use_of_the_bench_command_is_told_and_measures_nothing() throws Exception {
    ProcessBuilder bench = new ProcessBuilder(BENCH, "--only", "nothing");
    assertThat(exitCode(bench)).isEqualTo(2);
    assertThat(output()).contains("--only: nothing is not among").doesNotContain("measuring");
  }

  private static String task(String id) {
    return "{\"id\":\"" + id + "\",\"retries\":20,\"handler\":\"echo\"}\n";
  }

  private static String record(String id) {
    return "{\"seq\":1,\"id\":\""
        + id
        + "\",\"handler\":\"echo\",\"status\":\"succeeded\",\"attempts\":1}\n";
  }

  private int chaos(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(CHAOS));
    command.addAll(arguments);
    ProcessBuilder chaos = new ProcessBuilder(command);
    chaos.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return exitCode(chaos);
  }

  private int exitCode(String program, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-cp", Reeve.JAR.toString()));
    command.add(Reeve.TOP.resolve("supervisor/bench/src").resolve(program).toString());
    command.addAll(arguments);
    return exitCode(new ProcessBuilder(command));
  }

  private int exitCode(ProcessBuilder builder) throws IOException {
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile());
    return Reeve.exitCode(builder.start(), LIMIT_SECONDS);
  }

  private String output() {
    return Files.exists(folder.resolve("output")) ? Reeve.text(folder.resolve("output")) : "";
  }
}
