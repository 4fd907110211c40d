package dev.reeve.supervisor.redis;

import dev.reeve.json.Json;
import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.supervisor.results.RecordParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The tasks whose records a submitter waits for, and the counts of those that have ended.
 * Thread-safe, by one lock; listeners are called one at a time, under another.
 */
final class SubmittedTasks {
  private final Object delivery = new Object();
  private final Map<String, SubmittedTask> waiting = new HashMap<>();
  private final Map<TaskStatus, Long> counts = new EnumMap<>(TaskStatus.class);

  /** Adds a task; returns false if one with its id waits already. */
  synchronized boolean add(SubmittedTask task) {
    return waiting.putIfAbsent(task.id(), task) == null;
  }

  synchronized @Nullable SubmittedTask get(String id) {
    return waiting.get(id);
  }

  /** Returns the tasks that wait. */
  synchronized List<SubmittedTask> all() {
    return new ArrayList<>(waiting.values());
  }

  /** Ends the task with that record, if it still waits. */
  void recorded(String id, Json record) {
    SubmittedTask task = get(id);
    if (task == null) {
      return;
    }
    TaskResult result;
    try {
      result = RecordParser.parseWhole(ByteBuffer.wrap(record.utf8()));
    } catch (IOException e) {
      result =
          failed(
              task,
              "InvalidRecord",
              "the broker has a record of it that is none: " + e.getMessage());
    }
    ended(task, result.withSeq(task.task().seq()));
  }

  static TaskResult failed(SubmittedTask task, String type, String why) {
    return notStarted(task, TaskStatus.FAILED, type, why);
  }

  /** Returns the result of a task whose id another one has. */
  static TaskResult idTaken(SubmittedTask task) {
    return failed(
        task, "IdTaken", "the queue has another task with this id; give it one of its own");
  }

  /** Returns the result of a task whose record was gone when it was to be read. */
  static TaskResult expired(SubmittedTask task) {
    return failed(
        task,
        "RecordExpired",
        "it has ended, but its record had expired before it was read: give reeve work a longer --keep-records");
  }

  /** Returns the result of a task that is longer than the limits allow. */
  static TaskResult tooLong(SubmittedTask task, SubmitLimits limits) {
    String why =
        "the task has %d bytes, and the broker takes %d: send a compressed form, or put it where the workers can read it and send its address"
            .formatted(task.bytes(), limits.maxTaskBytes());
    return failed(task, "TaskTooLong", why);
  }

  static TaskResult notStarted(SubmittedTask task, TaskStatus status, String type, String why) {
    return TaskResult.notStarted(
        task.task().seq(), task.id(), task.task().handler(), status, TaskError.of(type, why));
  }

  /**
   * Ends a task that this submitter no longer waits for.
   *
   * @param reason for people; where the task may be now is added
   */
  void skipped(SubmittedTask task, String reason) {
    String why = reason;
    if (task.isAccepted()) {
      why += "; it stays in the queue of the broker";
    } else if (task.isMaybeSent() || task.isSending()) {
      why += "; it may be in the queue of the broker";
    }
    ended(task, notStarted(task, TaskStatus.SKIPPED, "Skipped", why));
  }

  /** Ends a task, if it still waits. */
  void ended(SubmittedTask task, TaskResult result) {
    synchronized (this) {
      if (!waiting.remove(task.id(), task)) {
        return;
      }
      counts.merge(result.status(), 1L, Long::sum);
    }
    tell(task, result);
    synchronized (this) {
      notifyAll();
    }
  }

  private void tell(SubmittedTask task, TaskResult result) {
    synchronized (delivery) {
      task.listener().onResult(result);
    }
  }

  /** Notes that a server has the task; that is all, if its record is not waited for. */
  void accepted(SubmittedTask task) {
    task.setAccepted(true);
    if (!task.waits()) {
      synchronized (this) {
        waiting.remove(task.id(), task);
        notifyAll();
      }
    }
  }

  /** Waits until fewer tasks than that wait. */
  synchronized void awaitFewerThan(int limit) throws InterruptedException {
    while (waiting.size() >= limit) {
      wait();
    }
  }

  /** Waits until no task waits, or the time is over; returns how many wait. */
  synchronized int awaitNone(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    long left = limit.toNanos();
    while (!waiting.isEmpty() && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = end - System.nanoTime();
    }
    return waiting.size();
  }

  /** Counts and delivers a result of a task that does not wait, also if one with its id does. */
  void delivered(TaskResult result, SubmittedTask task) {
    synchronized (this) {
      counts.merge(result.status(), 1L, Long::sum);
    }
    tell(task, result);
  }

  synchronized Map<TaskStatus, Long> counts() {
    Map<TaskStatus, Long> all = new EnumMap<>(TaskStatus.class);
    for (TaskStatus each : TaskStatus.values()) {
      all.put(each, count(each));
    }
    return all;
  }

  /** Returns the state of a pool that has these tasks, and no workers. */
  synchronized PoolSnapshot snapshot() {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    long succeeded = count(TaskStatus.SUCCEEDED);
    long failed =
        count(TaskStatus.FAILED) + count(TaskStatus.TIMED_OUT) + count(TaskStatus.CRASHED);
    return new PoolSnapshot(waiting.size(), 0, succeeded, all - succeeded, failed, List.of());
  }

  private long count(TaskStatus status) {
    return counts.getOrDefault(status, 0L);
  }
}
