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
    return TaskResult.builder(seq, "t" + seq, "echo", TaskStatus.SUCCEEDED)
        .attempts(1)
        .startedAt(START)
        .durationNanos(12_300_000)
        .worker(new TaskResult.WorkerRef(0, 4711))
        .result(json(result))
        .build();
  }

  public static TaskResult failed(long seq, TaskError error) {
    return TaskResult.builder(seq, "b", "exec", TaskStatus.FAILED)
        .attempts(3)
        .startedAt(START)
        .durationNanos(2_000_000)
        .worker(new TaskResult.WorkerRef(1, 4712))
        .error(error)
        .build();
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
