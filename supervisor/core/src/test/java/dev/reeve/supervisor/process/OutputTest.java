package dev.reeve.supervisor.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.protocol.FromWorker;
import dev.reeve.protocol.RequestId;
import dev.reeve.supervisor.testing.Misdeeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that write what they must not. */
class OutputTest {

  @Test
  void a_printed_line_is_reported_counted_and_harmless() {
    try (TestWorker worker = TestWorker.misbehaving().initialize()) {
      worker.awaitResult(worker.run(Misdeeds.PRINT, "null"));
      worker.shutdown();
      assertThat(worker.awaitJoined().strayLines()).isEqualTo(1);
      assertThat(strays(worker)).containsExactly("\"a line of text\"");
      assertThat(worker.log.lines())
          .anySatisfy(line -> assertThat(line).contains("worker 3.1", "a line of text"));
    }
  }

  @Test
  void text_without_newline_does_not_swallow_the_message_after_it() {
    try (TestWorker worker = TestWorker.misbehaving().initialize()) {
      worker.awaitResult(worker.run(Misdeeds.PRINT_WITHOUT_NEWLINE, "null"));
      assertThat(strays(worker)).containsExactly("\"text without newline\"");
    }
  }

  @Test
  void binary_noise_is_reported_with_escapes() {
    try (TestWorker worker = TestWorker.misbehaving().initialize()) {
      worker.awaitResult(worker.run(Misdeeds.NOISE, "null"));
      assertThat(strays(worker)).containsExactly("\"\uFFFD\\u0000\uFFFD\\u001b[\"");
    }
  }

  @Test
  void half_a_line_at_the_end_is_a_stray_line_and_the_worker_is_joined() {
    try (TestWorker worker = TestWorker.misbehaving().initialize()) {
      worker.run(Misdeeds.HALF_LINE, "5");
      WorkerExit exit = worker.awaitJoined();
      assertThat(exit.status().code()).isEqualTo(5);
      assertThat(exit.strayLines()).isEqualTo(1);
    }
  }

  @Test
  void an_endless_line_breaks_the_protocol_without_blocking_the_worker() {
    try (TestWorker worker = TestWorker.misbehaving().initialize()) {
      worker.run(Misdeeds.ENDLESS_LINE, "40");
      RequestId exit = worker.run(Misdeeds.HALT, "6");
      assertThat(worker.awaitJoined().status().code()).isEqualTo(6);
      assertThat(worker.all("protocolBroken"))
          .singleElement()
          .asString()
          .contains("longer than 16777216 bytes");
      assertThat(worker.messages()).doesNotContain(new FromWorker.TaskStarted(exit));
    }
  }

  @Test
  void a_wrong_id_and_a_second_response_are_passed_on_to_the_engine() {
    try (TestWorker worker = TestWorker.misbehaving().initialize()) {
      worker.run(Misdeeds.WRONG_ID, "null");
      RequestId twice = worker.run(Misdeeds.SECOND_RESPONSE, "null");
      worker.shutdown();
      worker.awaitJoined();
      assertThat(worker.messages())
          .contains(new FromWorker.Success(RequestId.of(987_654_321), Json.NULL));
      assertThat(worker.messages())
          .filteredOn(m -> m.equals(new FromWorker.Success(twice, Json.NULL)))
          .hasSize(2);
    }
  }

  @Test
  void a_worker_that_closes_its_output_and_goes_on_running_breaks_the_protocol() {
    ProcessTimeouts timeouts =
        new ProcessTimeouts(Duration.ofSeconds(2), Duration.ofMillis(200), Duration.ofSeconds(30));
    try (TestWorker worker =
        TestWorker.of(MisbehavingLaunchers.spec(null), timeouts).initialize()) {
      worker.run(Misdeeds.CLOSE_STDOUT, "null");
      assertThat(worker.await1("protocolBroken")).asString().contains("standard output was closed");
      worker.control().kill();
      assertThat(worker.awaitJoined().outputComplete()).isTrue();
    }
  }

  @Test
  void a_flood_on_standard_error_blocks_nothing_and_its_end_is_kept(@TempDir Path folder)
      throws Exception {
    Path logs = folder.resolve("logs");
    try (TestWorker worker = TestWorker.logging(logs).initialize()) {
      worker.awaitResult(worker.run(Misdeeds.FLOOD_STDERR, "50"));
      worker.shutdown();
      String tail = worker.awaitJoined().stderrTail();
      assertThat(tail).endsWith("end of the flood\n").hasSize(4096);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(logs)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(logs)) {
      assertThat(files)
          .hasSize(5)
          .allSatisfy(file -> assertThat(Files.size(file)).isLessThanOrEqualTo(10 << 20))
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void stray_lines_and_standard_error_are_in_the_workers_log(@TempDir Path folder)
      throws Exception {
    try (TestWorker worker = TestWorker.logging(folder).initialize()) {
      worker.run(Misdeeds.PRINT, "null");
      worker.run(Misdeeds.FLOOD_STDERR, "0");
      worker.shutdown();
      worker.awaitJoined();
    }
    String text = Files.readString(folder.resolve("worker-3.log"), UTF_8);
    assertThat(text)
        .contains(" 3.1 stdout: a line of text\n")
        .contains(" 3.1 stderr: end of the flood\n");
  }

  /** Returns the stray lines that the supervisor reports, in quotation marks. */
  private static List<String> strays(TestWorker worker) {
    return worker.log.lines().stream()
        .filter(line -> line.contains("a line that is not a message"))
        .map(line -> line.substring(line.indexOf('"'), line.lastIndexOf('"') + 1))
        .toList();
  }
}
