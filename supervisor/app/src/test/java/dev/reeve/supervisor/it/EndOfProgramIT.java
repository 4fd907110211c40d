package dev.reeve.supervisor.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.it.Reeve.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of tasks when a program ends without having closed its pool. */
class EndOfProgramIT {
  private static final String LEFT =
      "reeve: the program ends before its tasks: 1 running (%s), 1 waiting (skipped)\n";
  private static final String SKIPPED = "TaskCancelledException: task 2 ";

  @TempDir Path folder;

  private Process start(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Reeve.java(),
                "-cp",
                System.getProperty("java.class.path"),
                EndingProgram.class.getName()));
    command.addAll(Arrays.asList(args));
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private Finished end(Process program) {
    return Reeve.await(program, folder.resolve("out"), folder.resolve("err"));
  }

  private Finished run(String... args) throws IOException {
    return end(start(args));
  }

  @Test
  void a_main_method_that_returns_leaves_no_task_undone() throws Exception {
    Finished finished = run("returns");
    assertThat(finished.out()).isEqualTo("1\n4\n9\n");
    assertThat(finished.err()).isEmpty();
    assertThat(finished.exitCode()).isZero();
  }

  @Test
  @Tag("long")
  void a_future_of_a_whole_map_is_waited_for() throws Exception {
    Finished finished = run("map");
    assertThat(finished.out()).isEqualTo("5000\n");
    assertThat(finished.err()).isEmpty();
  }

  @Test
  @Tag("long")
  void a_process_of_its_own_is_waited_for() throws Exception {
    Finished finished = run("process");
    assertThat(finished.out()).isEqualTo("16\n");
    assertThat(finished.err()).isEmpty();
  }

  @Test
  @Tag("long")
  void a_pool_without_tasks_ends_with_the_program_and_says_nothing() throws Exception {
    Finished finished = run("idle");
    assertThat(finished.out()).isEqualTo("9\n");
    assertThat(finished.err()).isEmpty();
    assertThat(finished.exitCode()).isZero();
  }

  @Test
  @Tag("long")
  void a_callback_may_end_the_program() throws Exception {
    Finished finished = run("exit-in-callback");
    assertThat(finished.out()).isEqualTo("9\n");
    assertThat(finished.err()).isEmpty();
    assertThat(finished.exitCode()).isEqualTo(7);
  }

  @Test
  void an_exit_says_what_is_left_and_ends_the_futures() throws Exception {
    Finished finished = run("exit", folder.resolve("started").toString());
    assertThat(finished.err()).startsWith(LEFT.formatted("500ms to end"));
    assertThat(finished.out()).contains(SKIPPED);
    assertThat(finished.exitCode()).isEqualTo(3);
  }

  @Test
  @Tag("long")
  void a_signal_says_what_is_left_and_ends_the_futures() throws Exception {
    Path started = folder.resolve("started");
    Process program = start("signal", started.toString());
    Reeve.awaitText(started, "");
    program.toHandle().destroy();
    Finished finished = end(program);
    assertThat(finished.err()).startsWith(LEFT.formatted("500ms to end"));
    assertThat(finished.out()).contains(SKIPPED);
    assertThat(finished.exitCode()).isEqualTo(143);
  }

  @Test
  @Tag("long")
  void a_hook_of_the_program_may_wait_for_all_tasks_instead() throws Exception {
    Finished finished = run("own-hook");
    assertThat(finished.out()).isEqualTo("1\n4\n9\n");
    assertThat(finished.err()).isEmpty();
  }

  @Test
  @Tag("long")
  void a_daemon_pool_lets_the_program_end_and_says_what_is_left() throws Exception {
    Finished finished = run("daemon", folder.resolve("started").toString());
    assertThat(finished.err()).startsWith(LEFT.formatted("stopped"));
    assertThat(finished.out()).startsWith("false\n").contains(SKIPPED);
    assertThat(finished.exitCode()).isZero();
    assertThat(Files.exists(folder.resolve("started"))).isTrue();
  }
}
