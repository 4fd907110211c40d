package dev.reeve.supervisor.results;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.TaskAttempt;
import dev.reeve.supervisor.model.TaskAttemptEnd;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WorkerMemory;
import dev.reeve.supervisor.model.WorkerReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventLogTest {
  private static final String TIME = "{\"time\":\"2026-11-20T10:00:00.123Z\",\"event\":";
  private static final TaskError ERROR =
      new TaskError("CommandFailed", "sh exited with 9", "stack", 9, null, "out", "err");
  private static final TaskAttempt ATTEMPT =
      new TaskAttempt(7, "a", "exec", 1, Results.START, new TaskResult.WorkerRef(0, 4711));

  private final Path file;

  EventLogTest(@TempDir Path folder) {
    this.file = folder.resolve("events.jsonl");
  }

  /** A target that can fail, or wait. */
  private static final class Target implements EventTarget {
    final ByteArrayOutputStream written = new ByteArrayOutputStream();
    final CountDownLatch open;
    volatile boolean full;

    Target(boolean stalls) {
      open = new CountDownLatch(stalls ? 1 : 0);
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      try {
        open.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (full) {
        throw new IOException("disk full");
      }
      written.write(lines.array(), lines.arrayOffset(), lines.remaining());
    }

    @Override
    public OutputFailure failure(IOException cause) {
      return new OutputFailure(OutputFailure.Kind.NOT_WRITTEN, String.valueOf(cause.getMessage()));
    }

    @Override
    public void close() {}

    String text() {
      return written.toString(UTF_8);
    }
  }

  private static EventLog log(EventTarget target) {
    return new EventLog(target, () -> Results.START);
  }

  private static RunSummary summary() {
    return new RunSummary(
        RunEnding.COMPLETED,
        null,
        Map.of(TaskStatus.SUCCEEDED, 1L),
        Duration.ofMillis(1500),
        List.of(),
        List.of());
  }

  @Test
  void every_event_has_a_line() throws InterruptedException {
    Target target = new Target(false);
    EventLog log = log(target);
    log.runStarted(new RunStart("nightly", 4700, 12));
    log.workerStarted(new SupervisorListener.Worker(0, 1, 4711));
    log.attemptStarted(ATTEMPT);
    log.attemptEnded(
        new TaskAttemptEnd(ATTEMPT, TaskStatus.FAILED, 0, ERROR, Duration.ofMillis(200)));
    log.taskEnded(Results.skipped(8));
    log.workerExited(
        new WorkerReport(0, 1, 4711, 137, "KILL", 3, new WorkerMemory(1, 2, 3, false), true, "x"));
    log.runEnded(summary(), 1);
    assertThat(log.end(0)).isNull();
    String task = ",\"seq\":7,\"id\":\"a\",\"handler\":\"exec\",\"attempt\":";
    assertThat(target.text().lines())
        .containsExactly(
            TIME + "\"run_start\",\"job\":\"nightly\",\"pid\":4700,\"tasks\":12}",
            TIME + "\"worker_start\",\"slot\":0,\"generation\":1,\"pid\":4711}",
            TIME + "\"task_start\"" + task + "1,\"worker\":{\"slot\":0,\"pid\":4711}}",
            TIME
                + "\"attempt_end\""
                + task
                + "1,\"worker\":{\"slot\":0,\"pid\":4711},\"status\":\"failed\","
                + "\"durationMs\":0.0,\"error\":{\"type\":\"CommandFailed\","
                + "\"message\":\"sh exited with 9\",\"exitCode\":9,\"signal\":null}}",
            TIME + "\"retry\"" + task + "2,\"delayMs\":200}",
            TIME
                + "\"task_end\",\"seq\":8,\"id\":\"c\",\"handler\":\"sleep\","
                + "\"status\":\"skipped\",\"attempts\":0,\"durationMs\":0.0,\"error\":{"
                + "\"type\":\"Skipped\",\"message\":\"the run was halted\","
                + "\"exitCode\":null,\"signal\":null}}",
            TIME
                + "\"worker_exit\",\"slot\":0,\"generation\":1,\"pid\":4711,\"exitCode\":137,"
                + "\"signal\":\"KILL\",\"tasks\":3,\"crashed\":true,\"reason\":\"x\"}",
            TIME
                + "\"run_end\",\"ending\":\"completed\",\"message\":null,\"counts\":{"
                + "\"succeeded\":1,\"failed\":0,\"timed_out\":0,\"crashed\":0,"
                + "\"cancelled\":0,\"skipped\":0},\"total\":1,\"durationMs\":1500.0,"
                + "\"exitCode\":1}");
  }

  @Test
  void an_attempt_ends_when_it_has_run() throws InterruptedException {
    Target target = new Target(false);
    EventLog log = log(target);
    log.attemptEnded(new TaskAttemptEnd(ATTEMPT, TaskStatus.SUCCEEDED, 2_000_000, null, null));
    assertThat(log.end(0)).isNull();
    assertThat(target.text()).startsWith("{\"time\":\"2026-11-20T10:00:00.125Z\"");
  }

  @Test
  void lines_are_written_without_waiting_for_the_next() throws InterruptedException {
    Target target = new Target(false);
    EventLog log = log(target);
    log.attemptStarted(ATTEMPT);
    await().until(() -> target.text().endsWith("}\n"));
    assertThat(log.end(0)).isNull();
  }

  @Test
  void results_that_are_far_ahead_of_their_events_are_held_back() throws Exception {
    Target target = new Target(true);
    EventLog log = log(target);
    TaskResult[] many = new TaskResult[10_000];
    java.util.Arrays.setAll(many, i -> Results.skipped(i + 1));
    RecordBatch batch = Results.batch(many);
    Thread writer =
        new Thread(
            () -> {
              try {
                log.write(batch);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    writer.start();
    await().until(() -> writer.getState() == Thread.State.WAITING);
    target.open.countDown();
    for (TaskResult result : many) {
      log.taskEnded(result);
    }
    writer.join();
    assertThat(log.end(0)).isNull();
    assertThat(target.text().lines()).hasSize(10_000);
  }

  @Test
  void a_failure_is_told_with_the_next_results_and_only_once() throws Exception {
    Target target = new Target(false);
    target.full = true;
    EventLog log = log(target);
    log.attemptStarted(ATTEMPT);
    await()
        .untilAsserted(
            () -> assertThatThrownBy(() -> log.write(Results.batch())).hasMessage("disk full"));
    assertThat(log.end(0)).isNull();
  }

  @Test
  void a_failure_at_the_end_is_told_there() throws Exception {
    Target target = new Target(false);
    target.full = true;
    EventLog log = log(target);
    log.runEnded(summary(), 0);
    OutputFailure failure = log.end(0);
    assertThat(failure).isNotNull();
    assertThat(failure.message()).isEqualTo("disk full");
  }

  @Test
  void a_target_that_takes_no_more_is_given_up() throws Exception {
    Target target = new Target(true);
    EventLog log = log(target);
    log.runEnded(summary(), 0);
    assertThat(log.end(50)).isNotNull();
    target.open.countDown();
  }

  @Test
  void a_file_of_events_is_appended_to_and_its_torn_end_is_cut_off() throws Exception {
    Files.writeString(file, TIME + "1}\n" + "{\"time\":");
    EventLog log = EventLog.to(EventTarget.open(file));
    log.runStarted(new RunStart(null, 1, -1));
    assertThat(log.end(0)).isNull();
    assertThat(Files.readAllLines(file))
        .hasSize(2)
        .last()
        .asString()
        .endsWith("\"run_start\",\"job\":null,\"pid\":1,\"tasks\":null}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes\n", "{\"seq\":1}\n", "x"})
  void a_file_that_holds_anything_else_is_refused(String content) throws IOException {
    Files.writeString(file, content);
    assertThatThrownBy(() -> EventTarget.open(file))
        .isInstanceOf(CannotOpenResultsException.class)
        .hasMessageContainingAll("for events", "is this the wrong file?");
    assertThat(file).hasContent(content);
  }
}
