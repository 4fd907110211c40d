package dev.reeve.supervisor.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import java.time.Instant;

/** Results to test with. */
public final class Results {
  static final Instant START = Instant.parse("2026-11-20T10:00:00.123987Z");

  static final long TASK_HASH = 0x0123456789abcdefL;

  private Results() {}

  public static Json json(String text) {
    return Json.ofTrusted(text.getBytes(UTF_8));
  }

  public static TaskResult succeeded(long seq, String result) {
    return new TaskResult(
        seq,
        "t" + seq,
        "echo",
        TaskStatus.SUCCEEDED,
        1,
        START,
        12_300_000,
        new TaskResult.WorkerRef(0, 4711),
        json(result),
        null);
  }

  public static TaskResult failed(long seq, TaskError error) {
    return new TaskResult(
        seq,
        "b",
        "exec",
        TaskStatus.FAILED,
        3,
        START,
        2_000_000,
        new TaskResult.WorkerRef(1, 4712),
        null,
        error);
  }

  public static TaskResult skipped(long seq) {
    return TaskResult.notStarted(
        seq, "c", "sleep", TaskStatus.SKIPPED, TaskError.of("Skipped", "the run was halted"));
  }

  public static RecordBatch batch(TaskResult... results) {
    RecordBatch batch = new RecordBatch();
    for (TaskResult result : results) {
      batch.add(result, TASK_HASH, null);
    }
    return batch;
  }
}
