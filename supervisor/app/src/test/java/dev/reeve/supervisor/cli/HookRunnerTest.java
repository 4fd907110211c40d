package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.job.HookCommand;
import dev.reeve.supervisor.job.JobHooks;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.results.Results;
import dev.reeve.supervisor.results.RunFacts;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookRunnerTest {
  private static final TaskError ERROR = TaskError.of("Boom", "it broke");

  private static final RunFacts FACTS =
      new RunFacts(
          "nightly",
          new RunSummary(RunEnding.COMPLETED, null, Map.of(), Duration.ZERO, List.of(), List.of()),
          Map.of(),
          null,
          1);

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Terminal terminal = new Terminal(new ByteArrayOutputStream(), err, false);
  private final Path folder;

  HookRunnerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private HookRunner hooks(@Nullable HookCommand onFailure, @Nullable HookCommand onEnd) {
    return hooks(onFailure, onEnd, Duration.ofMinutes(1));
  }

  private HookRunner hooks(
      @Nullable HookCommand onFailure, @Nullable HookCommand onEnd, Duration limit) {
    return new HookRunner(
        new JobHooks(onFailure, onEnd),
        folder,
        new HookRunner.Times(limit, Duration.ofMillis(400)),
        terminal,
        true);
  }

  /** Ends the terminal, so that all messages are there. */
  private String told() {
    terminal.close();
    return err.toString(UTF_8);
  }

  @Test
  void every_failed_task_is_told_with_its_record_and_few_commands_run_at_once() throws Exception {
    HookCommand script =
        HookCommand.script(
            "touch running.$$; ls running.* | wc -l >> most; read -r line; echo \"$line\" >> told;"
                + " rm running.$$");
    HookRunner hooks = hooks(script, null);
    FailureHook output = hooks.failures();
    assertThat(output).isNotNull();
    for (int i = 0; i < 10; i++) {
      output.write(
          Results.batch(
              Results.succeeded(3L * i + 1, "1"),
              Results.failed(3L * i + 2, ERROR),
              Results.skipped(3L * i + 3)));
    }
    hooks.awaitFailures();
    List<String> lines = Files.readAllLines(folder.resolve("told"));
    assertThat(lines).hasSize(10).allMatch(line -> line.contains("\"message\":\"it broke\""));
    assertThat(lines).anyMatch(line -> line.startsWith("{\"seq\":29,"));
    assertThat(Files.readAllLines(folder.resolve("most")))
        .allMatch(count -> Integer.parseInt(count.strip()) <= HookRunner.AT_ONCE);
    assertThat(told()).doesNotContain("warning");
  }

  @Test
  void the_end_is_told_with_the_summary_to_a_program_with_its_arguments() throws Exception {
    HookRunner hooks = hooks(null, new HookCommand(List.of("tee", "a b;c"), false));
    assertThat(hooks.failures()).isNull();
    hooks.awaitFailures();
    hooks.runEnded(FACTS);
    assertThat(Files.readString(folder.resolve("a b;c")))
        .startsWith("{\"job\":\"nightly\",\"ending\":\"completed\"")
        .contains("\"exitCode\":1");
    assertThat(told()).startsWith("{\"job\":\"nightly\"");
  }

  @Test
  void a_command_that_fails_or_is_not_there_is_a_warning() throws Exception {
    hooks(null, HookCommand.script("echo some words; echo oops >&2; exit 3")).runEnded(FACTS);
    hooks(null, new HookCommand(List.of("/no/such/program"), false)).runEnded(FACTS);
    assertThat(told())
        .contains(
            "reeve: warning: the command of onEnd failed: sh exited with 3: oops\n",
            "reeve: warning: the command of onEnd failed: sh exited with 127: ",
            "/no/such/program");
  }

  @Test
  void a_command_that_takes_too_long_is_ended_with_its_processes() throws Exception {
    hooks(null, HookCommand.script("sleep 60 & sleep 60"), Duration.ofMillis(200)).runEnded(FACTS);
    assertThat(told())
        .contains("warning: the command of onEnd was ended, because it took longer than 200ms");
  }

  @Test
  void a_run_that_is_stopped_at_once_ends_commands_and_calls_no_more() throws Exception {
    HookRunner hooks =
        hooks(HookCommand.script("touch begun.$$; exec sleep 60"), HookCommand.script("touch end"));
    for (int i = 0; i < 7; i++) {
      hooks.taskFailed("{}\n".getBytes(UTF_8));
    }
    await().until(() -> begun() == HookRunner.AT_ONCE);
    hooks.stopNow();
    hooks.awaitFailures();
    hooks.runEnded(FACTS);
    assertThat(begun()).isEqualTo(HookRunner.AT_ONCE);
    assertThat(folder.resolve("end")).doesNotExist();
    assertThat(told()).contains("warning: 3 failures were not told to onFailure");
  }

  private long begun() {
    String[] names = folder.toFile().list((parent, name) -> name.startsWith("begun."));
    return names == null ? 0 : names.length;
  }
}
