package dev.reeve.supervisor.serve.page;

import dev.reeve.supervisor.model.SupervisorListener.Worker;
import dev.reeve.supervisor.model.TaskAttempt;
import dev.reeve.supervisor.model.TaskAttemptEnd;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.model.WorkerMemory;
import dev.reeve.supervisor.model.WorkerReport;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A history whose clock a test sets, and that is told of tasks in a few words. */
final class HistoryExample {
  static final Instant START = Instant.parse("2026-11-27T10:00:00Z");

  private Instant now = START;
  private long seq;
  private final RunHistory history;

  private HistoryExample(boolean ofServer) {
    history = ofServer ? RunHistory.ofServer(() -> now, START) : RunHistory.ofRun(() -> now);
  }

  static HistoryExample ofRun() {
    return new HistoryExample(false);
  }

  static HistoryExample ofServer() {
    return new HistoryExample(true);
  }

  RunHistory history() {
    return history;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  void worker(int slot, long pid) {
    history.workerStarted(new Worker(slot, 0, pid));
  }

  void workerDied(int slot, long pid, String reason) {
    WorkerMemory memory = new WorkerMemory(1 << 20, 2 << 20, 3 << 20, false);
    history.workerExited(new WorkerReport(slot, 0, pid, 137, "KILL", 5, memory, true, reason));
  }

  /** A task that begins now in slot 0 and takes so long. */
  void succeeds(String id, Duration time) {
    attempt(id, "exec", TaskStatus.SUCCEEDED, time, null, null);
    end(id, "exec", TaskStatus.SUCCEEDED, time, null);
  }

  void fails(String id, String handler, TaskStatus status, TaskError error) {
    attempt(id, handler, status, Duration.ofMillis(10), error, null);
    end(id, handler, status, Duration.ofMillis(10), error);
  }

  void isTriedAgain(String id, TaskError error) {
    attempt(id, "exec", TaskStatus.FAILED, Duration.ofMillis(10), error, Duration.ofSeconds(1));
  }

  void isSkipped(String id) {
    history.taskEnded(
        TaskResult.notStarted(
            ++seq, id, "exec", TaskStatus.SKIPPED, TaskError.of("Skipped", "the run was drained")));
  }

  private void attempt(
      String id,
      String handler,
      TaskStatus status,
      Duration time,
      @Nullable TaskError error,
      @Nullable Duration again) {
    TaskAttempt attempt =
        new TaskAttempt(++seq, id, handler, 1, now, new TaskResult.WorkerRef(0, 100));
    history.attemptEnded(new TaskAttemptEnd(attempt, status, time.toNanos(), error, again));
  }

  private void end(
      String id, String handler, TaskStatus status, Duration time, @Nullable TaskError error) {
    history.taskEnded(
        TaskResult.builder(seq, id, handler, status)
            .attempts(1)
            .startedAt(now)
            .durationNanos(time.toNanos())
            .worker(new TaskResult.WorkerRef(0, 100))
            .error(error)
            .build());
  }
}
