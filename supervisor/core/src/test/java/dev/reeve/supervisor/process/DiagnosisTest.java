package dev.reeve.supervisor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reeve.protocol.RequestId;
import dev.reeve.protocol.ToWorker;
import dev.reeve.supervisor.testing.Misdeeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a worker that hangs. */
class DiagnosisTest {
  private static final RequestId ASKED = RequestId.of(-2);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void a_response_to_diagnose_is_logged_line_by_line() throws Exception {
    try (TestWorker worker = TestWorker.logging(folder).initialize()) {
      worker.awaitTaskStarted(worker.run(Misdeeds.HANG, "null"));
      worker.control().send(List.of(new ToWorker.Diagnose(ASKED)));
      worker.awaitResult(ASKED);
      assertThat(log())
          .contains(" 3.1 diagnosis: memory in bytes: ")
          .contains(" 3.1 diagnosis: first line\n")
          .contains(" 3.1 diagnosis: \tat second line\n");
    }
  }

  @Test
  void the_jvm_logs_its_threads_on_a_signal_and_goes_on_running() throws Exception {
    try (TestWorker worker = TestWorker.logging(folder).initialize()) {
      worker.awaitTaskStarted(worker.run(Misdeeds.HANG, "null"));
      worker.control().dumpThreads();
      await().atMost(LIMIT).until(() -> log().contains("stderr: Full thread dump"));
      await().atMost(LIMIT).until(() -> log().contains("Misdeeds.commit"));
      worker.control().send(List.of(new ToWorker.Diagnose(ASKED)));
      worker.awaitResult(ASKED);
      assertThat(worker.log.lines()).as("no stray line on standard output").isEmpty();
    }
  }

  private String log() throws Exception {
    Path file = folder.resolve("worker-3.log");
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
