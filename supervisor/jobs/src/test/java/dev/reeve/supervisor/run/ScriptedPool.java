package dev.reeve.supervisor.run;

import dev.reeve.json.Json;
import dev.reeve.supervisor.job.TaskSource;
import dev.reeve.supervisor.model.CancelOutcome;
import dev.reeve.supervisor.model.Insights;
import dev.reeve.supervisor.model.PoolCondition;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.PoolSnapshot.WorkerActivity;
import dev.reeve.supervisor.model.ResultListener;
import dev.reeve.supervisor.model.RunEnding;
import dev.reeve.supervisor.model.RunSummary;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskAttempt;
import dev.reeve.supervisor.model.TaskAttemptEnd;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskResult.WorkerRef;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WaitReason;
import dev.reeve.supervisor.results.RecordOutput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A pool without processes for tests of front ends. Its handlers: {@code echo} gives its payload
 * back; {@code fail}, {@code slow} and {@code crash} do not succeed; {@code hold} runs until the
 * test ends it, it is cancelled, or the pool stops; further ones are functions of the test.
 */
public final class ScriptedPool implements TaskPool {
  private static final WorkerRef WORKER = new WorkerRef(0, ProcessHandle.current().pid());

  private final SupervisorListener listener;
  private final Map<String, Function<Json, Json>> handlers;
  private final Map<String, Held> held = new LinkedHashMap<>();
  private final Deque<Held> waiting = new ArrayDeque<>();
  private final Map<TaskStatus, Long> counts = new EnumMap<>(TaskStatus.class);
  private final CompletableFuture<RunEnding> stopping = new CompletableFuture<>();
  private boolean paused;
  private int size = 1;
  private boolean ended;

  private record Held(Task task, ResultListener listener) {}

  /**
   * @param handlers further ones, by name
   */
  public ScriptedPool(SupervisorListener listener, Map<String, Function<Json, Json>> handlers) {
    this.listener = listener;
    this.handlers = Map.copyOf(handlers);
  }

  /** Returns a run of a source on this pool. */
  public TaskRun run(TaskSource source, RecordOutput output) {
    return new RunBuilder(source, this).output(output).build();
  }

  @Override
  public synchronized void submit(Task task, ResultListener target) {
    Held entry = new Held(task, target);
    if (paused) {
      waiting.add(entry);
    } else {
      start(entry);
    }
  }

  private void start(Held entry) {
    Task task = entry.task();
    listener.attemptStarted(
        new TaskAttempt(task.seq(), task.id(), task.handler(), 1, Instant.now(), WORKER));
    Function<Json, Json> own = handlers.get(task.handler());
    switch (task.handler()) {
      case "echo" -> end(entry, TaskStatus.SUCCEEDED, task.payload(), null);
      case "hold" -> held.put(task.id(), entry);
      case "fail" -> end(entry, TaskStatus.FAILED, null, error("IllegalStateException", "no luck"));
      case "slow" -> end(entry, TaskStatus.TIMED_OUT, null, error("TimeLimit", "took too long"));
      case "crash" -> end(entry, TaskStatus.CRASHED, null, error("WorkerDied", "it died"));
      default -> {
        if (own == null) {
          end(entry, TaskStatus.FAILED, null, error("UnknownHandler", "no handler is registered"));
        } else {
          end(entry, TaskStatus.SUCCEEDED, own.apply(task.payload()), null);
        }
      }
    }
  }

  private static TaskError error(String type, String message) {
    return new TaskError(type, message, type + "\n\tat <here>", null, null, null);
  }

  private void end(Held entry, TaskStatus status, Json result, TaskError error) {
    Task task = entry.task();
    long unused = counts.merge(status, 1L, Long::sum);
    TaskResult ending =
        TaskResult.builder(task, status)
            .attempts(1)
            .startedAt(Instant.now())
            .durationNanos(1_000_000)
            .worker(WORKER)
            .result(result)
            .error(error)
            .build();
    listener.attemptEnded(
        new TaskAttemptEnd(
            new TaskAttempt(task.seq(), task.id(), task.handler(), 1, ending.startedAt(), WORKER),
            status,
            ending.durationNanos(),
            error,
            null));
    listener.taskEnded(ending.withoutResult());
    entry.listener().onResult(ending);
  }

  /** Ends a task that is held: it succeeds with that result. */
  public synchronized void succeed(String id, Json result) {
    end(held.remove(id), TaskStatus.SUCCEEDED, result, null);
  }

  /** Returns whether a worker has the task. */
  public synchronized boolean holds(String id) {
    return held.containsKey(id);
  }

  @Override
  public synchronized void record(TaskResult result, ResultListener target) {
    target.onResult(result);
  }

  @Override
  public synchronized CompletableFuture<CancelOutcome> cancel(String taskId) {
    Held running = held.remove(taskId);
    if (running != null) {
      end(running, TaskStatus.CANCELLED, null, error("Cancelled", "by request"));
      return CompletableFuture.completedFuture(CancelOutcome.ENDING);
    }
    for (Held each : waiting) {
      if (each.task().id().equals(taskId)) {
        waiting.remove(each);
        end(each, TaskStatus.CANCELLED, null, error("Cancelled", "by request"));
        return CompletableFuture.completedFuture(CancelOutcome.ENDED);
      }
    }
    return CompletableFuture.completedFuture(CancelOutcome.UNKNOWN);
  }

  @Override
  public void drain(String reason) {
    stopNow(reason);
  }

  @Override
  public void stopNow(String reason) {
    stopping.complete(RunEnding.STOPPED);
    synchronized (this) {
      for (String id : List.copyOf(held.keySet())) {
        CompletableFuture<CancelOutcome> unused = cancel(id);
      }
      for (Held each : waiting) {
        end(each, TaskStatus.SKIPPED, null, error("Stopped", reason));
      }
      waiting.clear();
    }
  }

  @Override
  public void holdBack(long exceptSeq) {}

  @Override
  public void release() {}

  @Override
  public synchronized void pause() {
    paused = true;
  }

  @Override
  public synchronized void resume() {
    paused = false;
    while (!waiting.isEmpty()) {
      start(waiting.remove());
    }
  }

  @Override
  public synchronized void resize(int workers) {
    size = workers;
  }

  @Override
  public CompletableFuture<RunEnding> stopping() {
    return stopping;
  }

  @Override
  public synchronized CompletableFuture<PoolSnapshot> snapshot() {
    if (ended) {
      return CompletableFuture.failedFuture(new IllegalStateException("ended"));
    }
    WorkerActivity worker = new WorkerActivity(0, "idle", WORKER.pid(), null, 0, null);
    WaitReason reason =
        stopping.isDone() ? WaitReason.STOPPING : paused ? WaitReason.PAUSED : WaitReason.NO_TASK;
    return CompletableFuture.completedFuture(
        new PoolSnapshot(
            waiting.size(),
            held.size(),
            counts.getOrDefault(TaskStatus.SUCCEEDED, 0L),
            0,
            0,
            null,
            List.of(worker),
            new PoolCondition(size, paused, 0, reason),
            Insights.NONE));
  }

  @Override
  public synchronized RunSummary finish() {
    ended = true;
    return new RunSummary(
        stopping.getNow(RunEnding.COMPLETED),
        null,
        counts,
        Duration.ofSeconds(1),
        List.of(),
        List.of());
  }

  @Override
  public void close() {
    stopNow("closed");
    RunSummary unused = finish();
  }
}
