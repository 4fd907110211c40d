package dev.reeve.supervisor.results;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.Backoff;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.SlowTask;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskPolicy;
import dev.reeve.supervisor.model.TaskResult.WorkerRef;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WorkerMemory;
import dev.reeve.supervisor.model.WorkerReport;
import dev.reeve.supervisor.model.WorkerTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SummaryWriterTest {
  private static final RunSummary SUMMARY =
      new RunSummary(
          RunEnding.HALTED,
          "2 tasks failed",
          Map.of(TaskStatus.SUCCEEDED, 98L, TaskStatus.TIMED_OUT, 2L),
          Duration.ofMillis(2_500),
          List.of(
              new WorkerReport(
                  0,
                  0,
                  11,
                  0,
                  null,
                  60,
                  new WorkerMemory(1 << 10, 1 << 18, 1 << 20, true),
                  false,
                  "finished",
                  new WorkerTimes(
                      Duration.ofMillis(300),
                      Duration.ofMillis(1_500),
                      Duration.ofNanos(1_234_567),
                      Duration.ZERO),
                  Json.of("{\"pages\":17}"),
                  false),
              new WorkerReport(0, 1, 12, 137, "KILL", 40, peak(-1), true, "killed \"hard\""),
              new WorkerReport(1, 0, 13, null, null, 0, peak(-1), false, "lost")
                  .withoutExitResult()),
          List.of(13L),
          List.of(
              new SlowTask(
                  "a \"b\"",
                  "exec",
                  TaskStatus.TIMED_OUT,
                  Duration.ofSeconds(1),
                  new WorkerRef(0, 11))));

  private static final String NO_TIMES =
      "\"times\":{\"startingMs\":0.0,\"workingMs\":0.0,\"waitingMs\":0.0,\"endingMs\":0.0}";

  private static final Map<TaskStatus, Long> RESUMED =
      Map.of(TaskStatus.SUCCEEDED, 7L, TaskStatus.CRASHED, 1L);

  private static final RunFacts FACTS =
      new RunFacts("nightly", SUMMARY, RESUMED, Path.of("/var/logs"), 1);

  private static final String JSON =
      "{\"job\":\"nightly\",\"ending\":\"halted\",\"message\":\"2 tasks failed\","
          + "\"counts\":{\"succeeded\":98,\"failed\":0,\"timed_out\":2,\"crashed\":0,"
          + "\"cancelled\":0,\"skipped\":0},\"total\":100,"
          + "\"resumed\":{\"succeeded\":7,\"failed\":0,\"timed_out\":0,\"crashed\":1},"
          + "\"wallSeconds\":2.500,"
          + "\"tasksPerSecond\":40.0,\"exitCode\":1,\"logs\":\"/var/logs\",\"workers\":["
          + "{\"slot\":0,\"generation\":0,\"pid\":11,\"exitCode\":0,\"signal\":null,\"tasks\":60,"
          + "\"peakResidentBytes\":1048576,\"memory\":{\"firstBytes\":1024,\"lastBytes\":262144,"
          + "\"peakBytes\":1048576,\"growing\":true},\"crashed\":false,\"reason\":\"finished\","
          + "\"times\":{\"startingMs\":300.0,\"workingMs\":1500.0,\"waitingMs\":1.234,\"endingMs\":0.0},"
          + "\"exitResult\":{\"pages\":17}},"
          + "{\"slot\":0,\"generation\":1,\"pid\":12,\"exitCode\":137,\"signal\":\"KILL\","
          + "\"tasks\":40,\"peakResidentBytes\":-1,\"memory\":{\"firstBytes\":-1,\"lastBytes\":-1,"
          + "\"peakBytes\":-1,\"growing\":false},\"crashed\":true,"
          + "\"reason\":\"killed \\\"hard\\\"\","
          + NO_TIMES
          + "},"
          + "{\"slot\":1,\"generation\":0,\"pid\":13,\"exitCode\":null,\"signal\":null,\"tasks\":0,"
          + "\"peakResidentBytes\":-1,\"memory\":{\"firstBytes\":-1,\"lastBytes\":-1,"
          + "\"peakBytes\":-1,\"growing\":false},\"crashed\":false,\"reason\":\"lost\","
          + NO_TIMES
          + ",\"exitResultDropped\":true}],\"unjoined\":[13],\"slowest\":[{\"id\":\"a \\\"b\\\"\",\"handler\":\"exec\","
          + "\"status\":\"timed_out\",\"durationMs\":1000.0,\"worker\":{\"slot\":0,\"pid\":11}}]}\n";

  private final Path folder;

  SummaryWriterTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void it_holds_all_counts_and_every_worker() throws IOException {
    Path file = folder.resolve("summary.json");
    SummaryWriter.write(file, FACTS);
    assertThat(Files.readString(file)).isEqualTo(JSON);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void it_replaces_the_former_one_and_leaves_nothing_else_behind() throws IOException {
    Path file = Files.writeString(folder.resolve("summary.json"), "old ".repeat(10_000));
    SummaryWriter.write(file, FACTS);
    assertThat(Files.readString(file)).isEqualTo(JSON);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void a_symbolic_link_is_replaced_and_not_followed() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "mine");
    Path link = Files.createSymbolicLink(folder.resolve("summary.json"), target);
    SummaryWriter.write(link, FACTS);
    assertThat(target).hasContent("mine");
    assertThat(link).isRegularFile().hasContent(JSON);
  }

  @Test
  void a_job_without_a_name_and_a_run_without_a_message_have_null() {
    JsonWriter out = new JsonWriter();
    RunSummary empty =
        new RunSummary(RunEnding.COMPLETED, null, Map.of(), Duration.ZERO, List.of(), List.of());
    SummaryWriter.write(new RunFacts(null, empty, Map.of(), null, 0), out);
    assertThat(UTF_8.decode(out.view()).toString())
        .startsWith("{\"job\":null,\"ending\":\"completed\",\"message\":null,")
        .contains(
            "\"tasksPerSecond\":0.0,\"exitCode\":0,\"logs\":null,\"workers\":[],\"unjoined\":[],\"slowest\":[]}");
  }

  @Test
  void a_task_of_a_dry_run_shows_its_defaults_too() {
    JsonWriter out = new JsonWriter();
    TaskPolicy policy = new TaskPolicy(Duration.ofMillis(1500), 2, Backoff.DEFAULT);
    TaskLineWriter.write(
        new Task(7, "src[1]", "echo", Json.NULL, policy, -3, List.of("a", "b\"")), out);
    TaskLineWriter.write(Task.of(8, "x", "echo", Results.json("[1]")), out);
    assertThat(UTF_8.decode(out.view()).toString())
        .isEqualTo(
            "{\"id\":\"src[1]\",\"handler\":\"echo\",\"payload\":null,\"timeout\":\"1500ms\","
                + "\"retries\":2,\"priority\":-3,\"tags\":[\"a\",\"b\\\"\"]}\n"
                + "{\"id\":\"x\",\"handler\":\"echo\",\"payload\":[1],\"retries\":0,"
                + "\"priority\":0,\"tags\":[]}\n");
  }

  @Test
  void a_task_of_a_dry_run_shows_its_own_back_off() {
    JsonWriter out = new JsonWriter();
    Backoff backoff = new Backoff(Duration.ofMillis(50), 1.5, Duration.ofSeconds(2));
    TaskPolicy policy = new TaskPolicy(Duration.ofNanos(1), 2, backoff);
    TaskLineWriter.write(new Task(7, "x", "echo", Json.NULL, policy, 0, List.of()), out);
    assertThat(UTF_8.decode(out.view()).toString())
        .contains("\"timeout\":\"1ms\",\"retries\":2,")
        .contains(",\"backoff\":{\"initial\":\"50ms\",\"factor\":1.5,\"max\":\"2000ms\"},");
  }

  /** Memory of which only the peak is known. */
  private static WorkerMemory peak(long bytes) {
    return new WorkerMemory(-1, -1, bytes, false);
  }
}
