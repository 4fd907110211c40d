package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.supervisor.cli.terminal.Terminal;
import dev.reeve.supervisor.job.HookCommand;
import dev.reeve.supervisor.job.JobHooks;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.Results;
import dev.reeve.supervisor.results.RunFacts;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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
  private final List<String> payloads = new ArrayList<>();
  private final Deque<Runnable> running = new ArrayDeque<>();
  private final List<String> stops = new ArrayList<>();
  private boolean waits;
  private boolean finished;

  /** Commands that end at once, or when the test says so. */
  private final HookPool pool =
      new HookPool(Path.of("/"), Duration.ZERO) {
        @Override
        void submit(Task task, ResultListener listener) {
          payloads.add(task.payload().toString());
          Runnable end = () -> listener.onResult(result(task, TaskStatus.SUCCEEDED, null));
          running.add(end);
          if (!waits) {
            running.remove().run();
          }
        }

        @Override
        void stopNow(String reason) {
          stops.add(reason);
        }

        @Override
        void finish() {
          finished = true;
        }
      };

  private static TaskResult result(Task task, TaskStatus status, @Nullable TaskError error) {
    Json reply =
        error == null
            ? Json.of("{\"exitCode\":0,\"stdout\":\"hello\\u001b\\n\",\"stderr\":\"\"}")
            : null;
    return TaskResult.builder(task.seq(), task.id(), "exec", status)
        .attempts(1)
        .result(reply)
        .error(error)
        .build();
  }

  private HookRunner hooks(@Nullable HookCommand onFailure, @Nullable HookCommand onEnd) {
    return new HookRunner(
        new JobHooks(onFailure, onEnd), Path.of("/jobs"), pool, new HookMessages(terminal, true));
  }

  /** Ends the terminal, so that all messages are there. */
  private String told() {
    terminal.close();
    return err.toString(UTF_8);
  }

  @Test
  void every_failed_task_is_told_with_its_record() throws Exception {
    HookRunner hooks = hooks(HookCommand.script("cat"), null);
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
    assertThat(payloads)
        .hasSize(10)
        .allMatch(each -> each.startsWith("{\"command\":[\"cat\"],\"cwd\":\"/jobs\",\"stdin\":\"{"))
        .allMatch(each -> each.endsWith("\\n\",\"shell\":true}"));
    assertThat(payloads.get(9)).contains("{\\\"seq\\\":29,").contains("it broke");
    hooks.runEnded(FACTS);
    assertThat(finished).isTrue();
    assertThat(told()).startsWith("hello\uFFFD\n").doesNotContain("warning");
  }

  @Test
  void few_commands_run_at_once_and_no_failure_is_lost() throws Exception {
    waits = true;
    HookRunner hooks = hooks(new HookCommand(List.of("tee", "a b"), false), null);
    for (int i = 0; i < 5; i++) {
      hooks.taskFailed("{}\n".getBytes(UTF_8));
    }
    assertThat(running).hasSize(HookRunner.AT_ONCE);
    while (!running.isEmpty()) {
      assertThat(running.size()).isLessThanOrEqualTo(HookRunner.AT_ONCE);
      running.remove().run();
    }
    hooks.awaitFailures();
    assertThat(payloads)
        .hasSize(5)
        .allMatch("{\"command\":[\"tee\",\"a b\"],\"cwd\":\"/jobs\",\"stdin\":\"{}\\n\"}"::equals);
  }

  @Test
  void the_end_is_told_with_the_summary() throws Exception {
    HookRunner hooks = hooks(null, HookCommand.script("cat"));
    assertThat(hooks.failures()).isNull();
    hooks.awaitFailures();
    hooks.runEnded(FACTS);
    assertThat(payloads)
        .singleElement()
        .asString()
        .contains("{\\\"job\\\":\\\"nightly\\\",\\\"ending\\\":\\\"completed\\\"");
  }

  @Test
  void a_command_that_fails_is_a_warning() {
    new HookMessages(terminal, true)
        .tell(result(Task.of(1, "onEnd", "exec", Json.NULL), TaskStatus.FAILED, ERROR));
    new HookMessages(terminal, false).warn("not wanted");
    assertThat(told()).isEqualTo("reeve: warning: the command of onEnd failed: it broke\n");
  }

  @Test
  void of_a_command_that_fails_the_outputs_are_passed_on() {
    TaskError once =
        new TaskError("CommandFailed", "sh exited with 4: a", null, 4, null, "o\n", "a\n");
    TaskError more =
        new TaskError("CommandFailed", "sh exited with 4: b", null, 4, null, "", "a\nb\n");
    HookMessages messages = new HookMessages(terminal, true);
    Task task = Task.of(1, "onEnd", "exec", Json.NULL);
    messages.tell(result(task, TaskStatus.FAILED, once));
    messages.tell(result(task, TaskStatus.FAILED, more));
    assertThat(told().lines())
        .containsExactly(
            "o",
            "reeve: warning: the command of onEnd failed: sh exited with 4: a",
            "a",
            "b",
            "reeve: warning: the command of onEnd failed: sh exited with 4: b");
  }

  @Test
  void a_run_that_is_stopped_at_once_calls_no_more_commands() throws Exception {
    waits = true;
    HookRunner hooks = hooks(HookCommand.script("cat"), HookCommand.script("cat"));
    for (int i = 0; i < 5; i++) {
      hooks.taskFailed("{}\n".getBytes(UTF_8));
    }
    hooks.stopNow("enough");
    assertThat(stops).containsExactly("enough");
    while (!running.isEmpty()) {
      running.remove().run();
    }
    hooks.taskFailed("{}\n".getBytes(UTF_8));
    hooks.runEnded(FACTS);
    assertThat(payloads).hasSize(HookRunner.AT_ONCE);
    assertThat(told()).isEqualTo("reeve: warning: not told to onFailure: 3 failures\n");
  }
}
