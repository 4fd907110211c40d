package dev.reeve.supervisor.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.json.Json;
import dev.reeve.supervisor.engine.task.EngineClock;
import dev.reeve.supervisor.engine.worker.EngineContext;
import dev.reeve.supervisor.engine.worker.PoolSettings;
import dev.reeve.supervisor.model.Backoff;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskPolicy;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.process.WorkerLauncher;
import dev.reeve.supervisor.testing.Misdeeds;
import dev.reeve.supervisor.testing.RecordingLog;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A pool of one slot with real processes and the real loop; its tasks name misdeeds. */
final class MisbehavingPool implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;
  private static final Duration GRACE = Duration.ofMillis(500);

  final RecordingLog log = new RecordingLog();
  private final WorkerLauncher launcher;
  private final EventLoop loop;
  private long tasks;

  MisbehavingPool(Function<RecordingLog, WorkerLauncher> launchers) {
    launcher = launchers.apply(log);
    PoolSettings settings = PoolSettings.builder().workers(1).grace(GRACE).build();
    loop = new EventLoop(settings, launcher, EngineContext.of(EngineClock.SYSTEM, log));
    loop.start();
  }

  CompletableFuture<TaskResult> submit(String misdeed, String payload, TaskPolicy policy) {
    CompletableFuture<TaskResult> result = new CompletableFuture<>();
    Json json = Json.ofTrusted(payload.getBytes(UTF_8));
    tasks++;
    loop.submit(
        new Task(tasks, misdeed + tasks, misdeed, json, policy, 0, List.of()), result::complete);
    return result;
  }

  /** Runs a task that gets one attempt. */
  TaskResult run(String misdeed, String payload) throws Exception {
    return get(submit(misdeed, payload, TaskPolicy.DEFAULT));
  }

  /** Runs a task with a time limit, or with another attempt. */
  TaskResult run(String misdeed, String payload, @Nullable Duration limit, int retries)
      throws Exception {
    return get(submit(misdeed, payload, new TaskPolicy(limit, retries, Backoff.DEFAULT)));
  }

  void awaitLog(String text) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(LIMIT_SECONDS))
        .until(() -> log.lines().stream().anyMatch(line -> line.contains(text)));
  }

  /** The end of a run whose tasks have all been submitted. */
  RunSummary finish() throws Exception {
    loop.noMoreTasks();
    return get(loop.ended());
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** Leaves no process, also after a test that failed half-way. */
  @Override
  public void close() {
    loop.stopNow("the test is over");
    if (!loop.ended().isDone()) {
      loop.noMoreTasks();
      loop.ended().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }
    launcher.close();
  }

  /** The next task runs on another process than that one did. */
  static TaskResult assertReplaced(MisbehavingPool pool, TaskResult former) throws Exception {
    TaskResult next = pool.run(Misdeeds.ECHO, "7");
    assertSucceeded(next, "7");
    assertThat(next.worker()).isNotEqualTo(former.worker());
    return next;
  }

  static void assertSucceeded(TaskResult result, String value) {
    assertThat(result.status()).as("%s", result.error()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(Objects.requireNonNull(result.result()).toString().equals(value))
        .as("the result is the one expected")
        .isTrue();
  }

  static TaskError error(TaskResult result) {
    return Objects.requireNonNull(result.error());
  }
}
