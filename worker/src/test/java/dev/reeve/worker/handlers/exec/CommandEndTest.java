package dev.reeve.worker.handlers.exec;

import static dev.reeve.worker.handlers.exec.Commands.command;
import static dev.reeve.worker.handlers.exec.Commands.run;
import static dev.reeve.worker.handlers.exec.Commands.shell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reeve.os.ProcessEntry;
import dev.reeve.worker.TaskFailedException;
import dev.reeve.worker.handlers.BackgroundTask;
import dev.reeve.worker.handlers.FakeTaskContext;
import dev.reeve.worker.handlers.exec.ExecHandler.Request;
import dev.reeve.worker.handlers.exec.ExecHandler.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a command's processes, when it ends by itself and when its task is cancelled. */
@ExtendWith(NoProcessIsLeft.class)
class CommandEndTest {
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sleep 1000 & note $!; sleep 1000",
        "(sleep 1000 & note $!; sleep 1000) & note $!; wait",
        "trap '' TERM; sleep 1000 & note $!; note $$; while :; do sleep 1000; done",
        "(trap '' TERM; sleep 1000 & note $!; wait) >/dev/null 2>&1 & note $!; wait",
        "setsid sleep 1000 & note $!; wait"
      })
  void cancelling_ends_the_whole_tree(String script) throws Exception {
    assumeTrue(!script.startsWith("setsid") || Files.isExecutable(SETSID), "no " + SETSID);
    FakeTaskContext context = new FakeTaskContext(Duration.ofSeconds(1));
    Request request = shell(noting(script));
    BackgroundTask<Result> task = BackgroundTask.start(() -> run(request, context));
    await().atMost(LIMIT).until(() -> !noted().isEmpty());
    context.cancel(task.thread());
    assertThat(task.failure(LIMIT)).isInstanceOf(TaskFailedException.class);
    assertThat(noted()).noneMatch(CommandEndTest::isRunning);
  }

  @Test
  void a_command_that_obeys_sigterm_may_clean_up() throws Exception {
    FakeTaskContext context = new FakeTaskContext(Duration.ofSeconds(10));
    Path trace = folder.resolve("trace");
    Request request =
        shell(noting("trap 'echo bye > " + trace + "; exit' TERM; note $$; sleep 1000 & wait"));
    BackgroundTask<Result> task = BackgroundTask.start(() -> run(request, context));
    await().atMost(LIMIT).until(() -> !noted().isEmpty());
    context.cancel(task.thread());
    assertThat(task.failure(LIMIT)).isInstanceOf(TaskFailedException.class);
    assertThat(trace).hasContent("bye");
  }

  @Test
  void a_cancelled_command_keeps_the_ends_of_both_outputs() throws Exception {
    FakeTaskContext context = new FakeTaskContext(Duration.ofSeconds(1));
    Request request =
        shell(noting("seq 100000; echo 'is at test 7' >&2; note $$; exec sleep 1000"));
    BackgroundTask<Result> task = BackgroundTask.start(() -> run(request, context));
    await().atMost(LIMIT).until(() -> !noted().isEmpty());
    context.cancel(task.thread());
    TaskFailedException failure = (TaskFailedException) task.failure(LIMIT);
    assertThat(failure).hasMessage("sh was ended before it had finished");
    assertThat(failure.type()).isEqualTo("CommandInterrupted");
    assertThat(failure.stdoutTail()).hasSize(4096).endsWith("\n99999\n100000\n");
    assertThat(failure.stderrTail()).isEqualTo("is at test 7\n");
  }

  @Test
  void a_second_interrupt_does_not_stop_the_termination() throws Exception {
    FakeTaskContext context = new FakeTaskContext(Duration.ofSeconds(1));
    Request request = shell(noting("trap '' TERM; note $$; while :; do sleep 1000; done"));
    BackgroundTask<Result> task = BackgroundTask.start(() -> run(request, context));
    await().atMost(LIMIT).until(() -> !noted().isEmpty());
    context.cancel(task.thread());
    await().pollDelay(Duration.ofMillis(100)).until(() -> true);
    context.cancel(task.thread());
    assertThat(task.failure(LIMIT)).isInstanceOf(TaskFailedException.class);
    assertThat(noted()).noneMatch(CommandEndTest::isRunning);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sleep 1000 & note $!",
        "sleep 1000 >/dev/null 2>&1 & note $!",
        "(sleep 1000 & note $!; sleep 1000 & note $!) & wait",
        "(trap '' TERM HUP; sleep 1000; sleep 1000) & note $!",
        "i=0; while [ $i -lt 80 ]; do (:); i=$((i+1)); done; sleep 1000 & note $!",
        "sleep 1000 & note $!; sleep 0.4"
      })
  void background_processes_of_a_command_end_with_it(String script) throws Exception {
    FakeTaskContext context = new FakeTaskContext();
    Result result = run(shell(noting(script + "; echo done")), context);
    assertThat(result).isEqualTo(new Result(0, "done\n", "", false));
    assertThat(noted()).isNotEmpty().noneMatch(CommandEndTest::isRunning);
    assertThat(context.logLines())
        .anyMatch(it -> it.startsWith("INFO sh: ended the processes that it left behind: "));
  }

  @Test
  void a_background_process_has_a_moment_to_end_by_itself() throws Exception {
    Path trace = Files.createFile(folder.resolve("trace"));
    // Rarely, a busy machine keeps it from ending in time. Without the wait it never could: the
    // termination takes far less time than its sleep.
    for (int tries = 0; tries < 20 && Files.size(trace) == 0; tries++) {
      run(shell("(sleep 0.05; echo whole > " + trace + ") & exit 0"));
    }
    assertThat(trace).hasContent("whole");
  }

  @Test
  void a_process_in_a_session_of_its_own_is_logged_and_does_not_hold_the_task() throws Exception {
    assumeTrue(Files.isExecutable(SETSID), "no " + SETSID);
    FakeTaskContext context = new FakeTaskContext();
    // The command lasts until the other process has its session; before that it would be ended.
    // The other process waits without an exec, during which its environment cannot be read.
    String script =
        """
        mkfifo %1$s; setsid -f sh -c 'echo $$ > %2$s; read line < %1$s'
        until test -s %2$s; do sleep 0.01; done; echo done
        """
            .formatted(folder.resolve("never"), pids());
    Request request =
        new Request(List.of(script), null, Map.of(), "x".repeat(200_000), true, List.of(0));
    Result result = run(request, context);
    await().atMost(LIMIT).until(() -> !noted().isEmpty());
    long escaped = noted().get(0);
    try {
      // Whether the result is truncated is not checked: the JDK closes the pipes of an ended
      // process
      // unless a thread reads at that moment, so the escaped process may hold them open or not.
      assertThat(result.stdout()).isEqualTo("done\n");
      assertThat(isRunning(escaped)).isTrue();
      assertThat(context.logLines())
          .anyMatch(
              it ->
                  it.startsWith("WARNING sh: these processes go on running")
                      && it.contains(escaped + " \""));
    } finally {
      ProcessHandle.of(escaped).ifPresent(ProcessHandle::destroyForcibly);
      await().atMost(LIMIT).until(() -> !isRunning(escaped));
    }
  }

  @Test
  void in_the_worker_s_session_a_leftover_without_environment_ends_but_an_older_helper_stays()
      throws Exception {
    assumeTrue(Files.isExecutable(SETSID), "no " + SETSID);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process worker =
        new ProcessBuilder(
                SETSID.toString(),
                java,
                "-cp",
                System.getProperty("java.class.path"),
                SessionLeader.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Long> pids = worker.inputReader().lines().map(Long::valueOf).toList();
    assertThat(pids).hasSize(2);
    try {
      assertThat(isRunning(pids.get(0))).isTrue();
      assertThat(isRunning(pids.get(1))).isFalse();
    } finally {
      ProcessHandle.of(pids.get(0)).ifPresent(ProcessHandle::destroyForcibly);
      await().atMost(LIMIT).until(() -> !isRunning(pids.get(0)));
    }
  }

  @Test
  void commands_use_the_threads_of_earlier_ones() throws Exception {
    Set<Thread> threads = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      run(command("true"));
      threads.addAll(pumps());
    }
    assertThat(threads).hasSizeBetween(1, 10);
  }

  @Test
  void no_thread_is_left_after_many_commands() throws Exception {
    for (int i = 0; i < 20; i++) {
      run(command("true"));
    }
    await().atMost(LIMIT).until(() -> pumps().isEmpty());
  }

  private static Set<Thread> pumps() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(it -> it.getName().startsWith("command-"))
        .collect(Collectors.toSet());
  }

  private Path pids() {
    return folder.resolve("pids");
  }

  /** Returns a script that can note pids by calling {@code note}. */
  private String noting(String script) {
    return "note() { echo $1 >> " + pids() + "; }; " + script;
  }

  private List<Long> noted() throws IOException {
    return Files.exists(pids())
        ? Files.readString(pids()).lines().map(Long::valueOf).toList()
        : List.of();
  }

  private static boolean isRunning(long pid) {
    ProcessEntry entry = ProcessEntry.read(pid);
    return entry != null && !entry.hasEnded();
  }
}
