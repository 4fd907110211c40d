package dev.reeve.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.json.Json;
import dev.reeve.supervisor.testing.MisbehavingWorker;
import dev.reeve.supervisor.testing.Misdeeds;
import dev.reeve.supervisor.testing.RecordingLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts of workers, and their failures. */
class StartTest {

  @Test
  void a_java_that_is_missing_is_a_start_failure() {
    StartFailure failure = startWith(Path.of("/nowhere/bin/java"));
    assertThat(failure.errno()).isEqualTo(2);
    assertThat(failure.message()).contains("/nowhere/bin/java", "no such file");
    assertThat(failure.systemRefuses()).isFalse();
  }

  @Test
  void a_java_that_is_not_executable_is_a_start_failure(@TempDir Path folder) throws Exception {
    StartFailure failure = startWith(Files.createFile(folder.resolve("java")));
    assertThat(failure.errno()).isEqualTo(13);
  }

  @Test
  void the_messages_of_a_java_that_cannot_start_are_kept(@TempDir Path folder) throws Exception {
    Path java =
        Files.writeString(folder.resolve("java"), "#!/bin/sh\necho no libjvm.so >&2; exit 6\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    try (TestWorker worker =
        TestWorker.of(spec(java, List.of(), Map.of()), ProcessTimeouts.DEFAULT).initialize()) {
      WorkerExit exit = worker.awaitJoined();
      assertThat(exit.status().code()).isEqualTo(6);
      assertThat(exit.stderrTail()).contains("no libjvm.so");
    }
  }

  @Test
  void the_java_of_this_jvm_has_an_absolute_path() {
    assertThat(LaunchSpec.currentJava()).isAbsolute().isExecutable();
  }

  @Test
  void the_messages_of_the_jvm_about_a_wrong_argument_are_kept() {
    LaunchSpec good = MisbehavingLaunchers.spec(null);
    LaunchSpec bad = spec(good.java(), List.of("-XX:+NoSuchFlag"), Map.of());
    try (TestWorker worker = TestWorker.of(bad, ProcessTimeouts.DEFAULT).initialize()) {
      WorkerExit exit = worker.awaitJoined();
      assertThat(exit.status().code()).isEqualTo(1);
      assertThat(exit.stderrTail()).contains("NoSuchFlag");
    }
  }

  @Test
  void another_collector_does_not_conflict() {
    LaunchSpec spec = spec(LaunchSpec.currentJava(), List.of("-XX:+UseParallelGC"), Map.of());
    try (TestWorker worker = TestWorker.of(spec, ProcessTimeouts.DEFAULT).initialize()) {
      worker.shutdown();
      assertThat(worker.awaitJoined().status().code()).isZero();
    }
  }

  @Test
  void without_setsid_the_descendants_of_a_killed_worker_are_killed_too() {
    try (TestWorker worker = withoutSetsid().initialize()) {
      Json child = worker.awaitResult(worker.run(Misdeeds.LEAVE_CHILD, "null"));
      worker.control().kill();
      assertThat(worker.awaitJoined().outputComplete()).isTrue();
      long pid = Long.parseLong(child.toString());
      Awaitility.await().until(() -> ProcessHandle.of(pid).isEmpty());
    }
  }

  @Test
  void without_setsid_terminate_continues_and_ends_a_stopped_worker() {
    try (TestWorker worker = withoutSetsid().initialize()) {
      worker.run(Misdeeds.STOP_ITSELF, "null");
      worker.awaitStopped();
      worker.control().terminate();
      assertThat(worker.awaitJoined().status().signal()).isEqualTo("TERM");
    }
  }

  @Test
  void without_a_kill_program_the_shell_sends_signals() throws Exception {
    SignalSender sender = new SignalSender(new RecordingLog(), null);
    Process sleeper = new ProcessBuilder("setsid", "sleep", "600").start();
    Awaitility.await().until(() -> sender.toGroup("KILL", sleeper.pid()));
    assertThat(sleeper.waitFor()).isEqualTo(137);
    assertThat(sender.toProcess("TERM", sleeper.pid())).isFalse();
  }

  @Test
  void eight_workers_start_run_and_end_side_by_side() {
    List<TestWorker> workers =
        IntStream.range(0, 8).mapToObj(i -> TestWorker.misbehaving()).toList();
    try {
      workers.forEach(worker -> worker.initialize().run(Misdeeds.HALT, "8"));
      assertThat(workers).allSatisfy(w -> assertThat(w.awaitJoined().status().code()).isEqualTo(8));
    } finally {
      workers.forEach(TestWorker::close);
    }
  }

  /** With a single processor the JDK does not use the common pool, so this cannot fail. */
  @Test
  void an_exit_is_noticed_while_the_common_pool_is_busy() {
    CountDownLatch end = new CountDownLatch(1);
    for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
      ForkJoinPool.commonPool().execute(() -> awaitEnd(end));
    }
    try (TestWorker worker = TestWorker.misbehaving().initialize()) {
      worker.shutdown();
      assertThat(worker.awaitJoined().status().code()).isZero();
    } finally {
      end.countDown();
    }
  }

  @Test
  void a_closed_launcher_starts_nothing_and_keeps_no_thread() {
    Set<Thread> before = threads();
    TestWorker worker = TestWorker.misbehaving();
    worker.close();
    Awaitility.await().until(() -> before.containsAll(threads()));
    assertThatThrownBy(worker::startAnother).isInstanceOf(IllegalStateException.class);
  }

  /** Returns those of Reeve that run now, in this test or in one before. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("reeve-"))
        .collect(Collectors.toSet());
  }

  private static void awaitEnd(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static StartFailure startWith(Path java) {
    try (TestWorker worker =
        TestWorker.of(spec(java, List.of(), Map.of()), ProcessTimeouts.DEFAULT).initialize()) {
      StartFailure failure = worker.awaitStartFailed();
      assertThat(worker.events()).hasSize(1);
      return failure;
    }
  }

  private static TestWorker withoutSetsid() {
    LaunchCommand command =
        new LaunchCommand(MisbehavingLaunchers.spec(null), MisbehavingWorker.class.getName(), null);
    return TestWorker.by(log -> new ProcessLauncher(command, log, ProcessTimeouts.DEFAULT));
  }

  private static LaunchSpec spec(Path java, List<String> jvmArgs, Map<String, String> env) {
    return new LaunchSpec(
        java, MisbehavingLaunchers.classpath(), jvmArgs, env, null, null, 16 << 20);
  }
}
