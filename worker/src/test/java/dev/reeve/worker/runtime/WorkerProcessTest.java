package dev.reeve.worker.runtime;

import static dev.reeve.worker.runtime.Conversation.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.RpcError;
import dev.reeve.protocol.ToWorker;
import dev.reeve.protocol.WorkerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker as a process of its own. */
class WorkerProcessTest {
  private static final WorkerSettings SHORT_GRACE = new WorkerSettings(60_000, 200, 16 << 20);

  private final Path folder;
  private final List<AutoCloseable> started = new ArrayList<>();

  WorkerProcessTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable worker : started) {
      worker.close();
    }
  }

  @Test
  void a_shutdown_ends_it_with_zero() throws Exception {
    WorkerProcess worker = start(WorkerSettings.DEFAULT);
    worker.talk().send(task(1, "test/echo", "[1]"), new ToWorker.Shutdown(RequestId.of(2), 5000));
    worker.talk().started(1);
    worker.talk().success(1);
    worker.talk().success(2);
    assertThat(worker.exitCode()).isZero(); // though its input is still open
    worker.talk().awaitEndOfOutput();
    assertThat(worker.talk().received()).isEmpty();
  }

  @Test
  void it_can_be_used_by_hand() throws Exception {
    Path requests = folder.resolve("requests");
    Files.writeString(
        requests,
        """
        {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":1}}
        {"jsonrpc":"2.0","id":1,"method":"task/run","params":{"handler":"test/echo","payload":{"x":1.10}}}
        {"jsonrpc":"2.0","id":2,"method":"shutdown","params":{}}
        """);
    WorkerProcess worker = noted(WorkerProcess.startWith(folder, requests));
    assertThat(worker.exitCode()).isZero();
    assertThat(Files.readAllLines(folder.resolve("stdout")))
        .filteredOn(line -> !line.contains("\"heartbeat\"")) // as many as there is time for
        .hasSize(5)
        .element(3)
        .asString()
        .matches(
            "\\{\"jsonrpc\":\"2.0\",\"id\":1,\"elapsedNanos\":\\d+,\"result\":\\{\"x\":1.10}}");
  }

  @Test
  void what_a_handler_prints_goes_to_standard_error() throws Exception {
    WorkerProcess worker = start(WorkerSettings.DEFAULT);
    worker.talk().send(task(1, "test/print", "null"), new ToWorker.Shutdown(RequestId.of(2), 0));
    worker.talk().started(1);
    assertThat(worker.talk().success(1).result()).as("System.in is empty").hasToString("-1");
    worker.talk().success(2);
    worker.talk().awaitEndOfOutput();
    assertThat(worker.talk().noise()).isEmpty();
    assertThat(worker.exitCode()).isZero();
    assertThat(worker.errors()).contains("printed by a handler");
  }

  @Test
  void the_end_of_input_ends_it_though_a_handler_spins() throws Exception {
    WorkerProcess worker = start(SHORT_GRACE);
    worker.talk().send(task(1, "test/spin", "null"));
    worker.talk().started(1);
    worker.talk().closeInput();
    assertThat(worker.exitCode()).isEqualTo(1);
    assertThat(worker.errors()).contains("standard input ended without a shutdown");
  }

  @Test
  void what_its_handlers_left_behind_ends_with_it() throws Exception {
    requireLeftEndsWith(WorkerProcess.start(folder), "test/spawn");
  }

  @Test
  void what_has_lost_its_parent_ends_with_a_worker_that_has_a_session_of_its_own()
      throws Exception {
    assumeTrue(Files.isExecutable(WorkerProcess.SETSID), "no " + WorkerProcess.SETSID);
    requireLeftEndsWith(WorkerProcess.startInSession(folder), "test/disown");
  }

  @Test
  void what_has_lost_its_parent_ends_with_the_worker_whose_mark_it_has() throws Exception {
    requireLeftEndsWith(WorkerProcess.startMarked(folder), "test/disown");
  }

  /**
   * @param handler leaves a process behind and gives its pid
   */
  private void requireLeftEndsWith(WorkerProcess worker, String handler) throws Exception {
    noted(worker).talk().initialize(SHORT_GRACE);
    worker.talk().send(task(1, handler, "null"));
    worker.talk().started(1);
    long pid = Long.parseLong(worker.talk().success(1).result().toString());
    ProcessHandle left = ProcessHandle.of(pid).orElseThrow();
    try {
      worker.talk().closeInput();
      assertThat(worker.exitCode()).isEqualTo(1);
      await().untilAsserted(() -> assertThat(left.isAlive()).isFalse());
    } finally {
      left.destroyForcibly();
    }
  }

  @Test
  void sigterm_ends_it_and_what_its_handlers_left_behind() throws Exception {
    WorkerProcess worker = start(WorkerSettings.DEFAULT);
    worker.talk().send(task(1, "test/spawn", "null"), task(2, "test/spin", "null"));
    worker.talk().started(1);
    long pid = Long.parseLong(worker.talk().success(1).result().toString());
    worker.talk().started(2);
    ProcessHandle left = ProcessHandle.of(pid).orElseThrow();
    try {
      worker.handle().destroy();
      assertThat(worker.exitCode()).isEqualTo(128 + 15);
      await().untilAsserted(() -> assertThat(left.isAlive()).isFalse());
    } finally {
      left.destroyForcibly();
    }
  }

  @Test
  void the_start_of_a_task_is_told_before_the_handler_can_end_the_process() throws Exception {
    WorkerProcess worker = start(WorkerSettings.DEFAULT);
    worker.talk().send(task(1, "test/echo", "1"), task(2, "test/exit", "0"));
    worker.talk().started(1);
    worker.talk().success(1);
    worker.talk().started(2);
    worker.talk().awaitEndOfOutput();
    assertThat(worker.exitCode()).isZero();
    assertThat(worker.talk().received())
        .filteredOn(message -> !(message instanceof FromWorker.Heartbeat))
        .isEmpty();
  }

  @Test
  void a_broken_list_of_handlers_is_told_and_ends_it() throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve("dev.reeve.worker.TaskHandler"), "com.example.Nowhere\n");
    WorkerProcess worker =
        noted(WorkerProcess.start(folder, "-cp", WorkerProcess.classPath(folder)));
    worker.talk().send(new ToWorker.Initialize(RequestId.of(0), 1, 0, 0, WorkerSettings.DEFAULT));
    RpcError error = worker.talk().failure(0).error();
    assertThat(error.code()).isEqualTo(RpcError.INTERNAL_ERROR);
    assertThat(error.message()).contains("com.example.Nowhere");
    assertThat(worker.exitCode()).isEqualTo(1);
    assertThat(worker.errors()).contains("com.example.Nowhere");
  }

  @Test
  void an_interrupt_from_the_terminal_is_ignored_where_it_was_told_to() throws Exception {
    WorkerProcess worker = noted(WorkerProcess.start(folder, "-Dreeve.ignoreInterrupt=true"));
    worker.talk().initialize(WorkerSettings.DEFAULT);
    Process kill = new ProcessBuilder("kill", "-INT", "" + worker.handle().pid()).start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    worker.talk().send(new ToWorker.Shutdown(RequestId.of(1), 0));
    worker.talk().success(1);
    assertThat(worker.exitCode()).isZero();
  }

  private WorkerProcess start(WorkerSettings settings) throws Exception {
    WorkerProcess worker = noted(WorkerProcess.start(folder));
    assertThat(worker.talk().initialize(settings).handlers()).contains("test/echo");
    return worker;
  }

  private WorkerProcess noted(WorkerProcess worker) {
    started.add(worker);
    return worker;
  }
}
