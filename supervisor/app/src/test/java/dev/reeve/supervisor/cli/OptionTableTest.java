package dev.reeve.supervisor.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.cli.OutputOptions.Output;
import dev.reeve.supervisor.cli.terminal.TerminalInfo;
import dev.reeve.supervisor.job.JobFormat;
import dev.reeve.supervisor.job.TaskDefaults;
import dev.reeve.supervisor.job.WorkerCount;
import dev.reeve.supervisor.model.HaltRule;
import dev.reeve.supervisor.model.SupervisorLog.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OptionTableTest {
  private static final TerminalInfo TERMINAL = TerminalInfo.of(Map.of(), fd -> "/dev/pts/1");
  private static final TerminalInfo PIPE = TerminalInfo.of(Map.of(), fd -> "pipe:[1]");

  @Test
  void every_pool_setting_comes_from_its_option() {
    PoolOptions pool =
        new PoolOptions(
            values(
                "-j50%",
                "--timeout=5s --retries=2 --deadline=2h --grace=0s --halt=soon,fail=3",
                "--worker-classpath=/a.jar:/b --worker-classpath=/c",
                "--jvm-arg=-Xmx1g --jvm-arg=-ea",
                "--max-tasks-per-worker=1000 --max-worker-memory=512k --max-crashes=0"));
    assertThat(pool.workers()).isEqualTo(new WorkerCount(0, 50));
    assertThat(pool.taskDefaults()).isEqualTo(new TaskDefaults(Duration.ofSeconds(5), 2));
    assertThat(pool.deadline()).isEqualTo(Duration.ofHours(2));
    assertThat(pool.grace()).isEqualTo(Duration.ZERO);
    assertThat(pool.halt()).isEqualTo(new HaltRule(false, 3, 0));
    assertThat(pool.classpath()).isEqualTo(Stream.of("/a.jar", "/b", "/c").map(Path::of).toList());
    assertThat(pool.jvmArgs()).containsExactly("-Xmx1g", "-ea");
    assertThat(pool.maxTasksPerWorker()).isEqualTo(1000);
    assertThat(pool.maxWorkerMemory()).isEqualTo(512 << 10);
    assertThat(pool.maxCrashes()).isZero();
  }

  @Test
  void every_output_setting_comes_from_its_option() {
    OutputOptions output =
        new OutputOptions(
            values(
                "--results=r --summary=s --report=p --joblog=j",
                "--output=jsonl -k --retry-failed --progress=always"));
    assertThat(output.results()).isEqualTo(Path.of("r"));
    assertThat(output.summary()).isEqualTo(Path.of("s"));
    assertThat(output.report()).isEqualTo(Path.of("p"));
    assertThat(output.joblog()).isEqualTo(Path.of("j"));
    assertThat(output.outputOn(TERMINAL)).isEqualTo(Output.JSONL);
    assertThat(output.keepsOrder()).isTrue();
    assertThat(output.retriesFailed()).isTrue();
    assertThat(output.resumes()).isTrue();
    assertThat(output.hasProgress(PIPE, new Verbosity(values("-q")))).isTrue();
  }

  @Test
  void without_options_the_defaults_hold() {
    OptionValues none = values();
    assertThat(new PoolOptions(none).taskDefaults()).isEqualTo(TaskDefaults.NONE);
    assertThat(new PoolOptions(none).classpath()).isEmpty();
    assertThat(none.get(OptionTable.FORMAT)).isNull();
    OutputOptions output = new OutputOptions(none);
    assertThat(output.outputOn(TERMINAL)).isEqualTo(Output.HUMAN);
    assertThat(output.outputOn(PIPE)).isEqualTo(Output.JSONL);
    assertThat(new OutputOptions(values("--results=r")).outputOn(TERMINAL)).isEqualTo(Output.NONE);
    assertThat(output.keepsOrder() || output.retriesFailed() || output.resumes()).isFalse();
    assertThat(output.hasProgress(PIPE, new Verbosity(none))).isFalse();
  }

  @Test
  void resume_and_retry_failed_need_a_results_file() {
    assertThat(conflict(OptionTable.RESUME)).startsWith("--resume needs --results FILE");
    assertThat(conflict(OptionTable.RESUME, OptionTable.RETRY_FAILED))
        .startsWith("--retry-failed needs --results FILE");
    assertThat(new OutputOptions(values("--resume --results r")).conflict()).isNull();
  }

  @Test
  void events_on_standard_output_need_it_for_themselves() {
    OptionValues values = new OptionValues();
    values.add(OptionTable.EVENTS, Path.of("-"));
    assertThat(new OutputOptions(values).conflict())
        .isEqualTo("--events - needs standard output for itself: add --output none");
    values.add(OptionTable.RESULTS, Path.of("r"));
    assertThat(new OutputOptions(values).conflict()).isNull();
    values.add(OptionTable.OUTPUT, Output.JSONL);
    assertThat(new OutputOptions(values).conflict()).isNotNull();
    assertThat(new OutputOptions(values("--events - --results r")).conflict()).isNull();
    assertThat(new OutputOptions(values("--events - --output none")).conflict()).isNull();
    assertThat(new OutputOptions(values("--events e")).conflict()).isNull();
    assertThat(new OutputOptions(values("--events e")).eventsFile()).isEqualTo(Path.of("e"));
  }

  private static @Nullable String conflict(CommandOption<?>... flags) {
    OptionValues values = new OptionValues();
    for (CommandOption<?> flag : flags) {
      values.add(flag, true);
    }
    return new OutputOptions(values).conflict();
  }

  @Test
  void verbosity_goes_from_quiet_to_very_verbose() {
    assertThat(least("-q", "-v")).isEqualTo(Level.ERROR);
    assertThat(least()).isEqualTo(Level.WARNING);
    assertThat(least("-v")).isEqualTo(Level.INFO);
    assertThat(least("-v --verbose")).isEqualTo(Level.DEBUG);
    assertThat(least("-vvv")).isEqualTo(Level.DEBUG);
  }

  private static Level least(String... options) {
    Verbosity verbosity = new Verbosity(values(options));
    return Stream.of(Level.values()).filter(verbosity::shows).min(Level::compareTo).orElseThrow();
  }

  @Test
  void the_job_and_its_format_are_values_too() {
    OptionValues values = values("--format=jsonl --dry-run");
    assertThat(values.get(OptionTable.JOB)).isEqualTo("job.json");
    assertThat(values.get(OptionTable.FORMAT)).isEqualTo(JobFormat.JSONL);
    assertThat(values.has(OptionTable.DRY_RUN)).isTrue();
  }

  private static OptionValues values(String... options) {
    String line = "run job.json " + String.join(" ", options);
    return requireNonNull(QuickArguments.of(line.trim().split(" ")).values());
  }
}
