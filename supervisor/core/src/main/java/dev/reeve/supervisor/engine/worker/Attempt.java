package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.RequestId;
import dev.reeve.supervisor.engine.task.Deadline;
import dev.reeve.supervisor.engine.task.Outcome;
import dev.reeve.supervisor.engine.task.TrackedTask;
import dev.reeve.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One try at a task by one worker. It waits in the worker's pipe, or runs. */
final class Attempt {
  private final TrackedTask task;
  private final RequestId request;
  private final long givenAt;

  private final Batch batch;

  /** Empty for most; made when its handler submits the first. */
  private List<TrackedTask> children = List.of();

  private @Nullable Instant startedAt;
  private long startedNanos;

  /** The handler's run time according to the worker's response, in nanoseconds; −1 if unknown. */
  private long handlerNanos = -1;

  /** End of its time, and then of the grace period after that. */
  private final Deadline end = new Deadline();

  /** Time limit for making the handler; null if no handler is being made. */
  private @Nullable Duration preparationLimit;

  private @Nullable CancelCause cancelCause;
  private boolean recalled;

  /** Why an attempt must end early. */
  enum CancelCause {
    /** It passed its time limit. */
    TIME_LIMIT,
    /** The submitter of the task has cancelled it. */
    CALLER,
    /** The run stops. */
    RUN_STOPS,
    /** Its worker has to be replaced. */
    WORKER_UNHEALTHY
  }

  /**
   * Attempts that were handed to a worker to be run in one call.
   *
   * @param number of the batch at this worker; 0: the attempt was handed over alone
   * @param size number of attempts
   */
  record Batch(long number, int size) {
    static final Batch NONE = new Batch(0, 1);
  }

  /**
   * @param givenAt when it was handed to the worker, in monotonic time
   * @param batch that it belongs to
   */
  Attempt(TrackedTask task, RequestId request, long givenAt, Batch batch) {
    this.task = task;
    this.request = request;
    this.givenAt = givenAt;
    this.batch = batch;
  }

  /** Returns whether the worker may run this attempt and the other one at the same time. */
  boolean isTogetherWith(Attempt other) {
    return this == other || (isInBatch() && batch.number() == other.batch.number());
  }

  /** Returns whether it was handed over with others, to be run in one call. */
  boolean isInBatch() {
    return batch.number() != 0;
  }

  /** Returns the number of attempts in its batch; 1 if it was handed over alone. */
  int batchSize() {
    return batch.size();
  }

  /** Returns the end of its time, and then of the grace period after that. */
  Deadline end() {
    return end;
  }

  TrackedTask task() {
    return task;
  }

  String taskId() {
    return task.task().id();
  }

  /** Returns the task's id, made fit for one line of a message. */
  String printableTaskId() {
    return Printable.escaped(taskId());
  }

  String handler() {
    return task.task().handler();
  }

  RequestId request() {
    return request;
  }

  /** Notes that the worker has started it. */
  void started(Instant wall, long now) {
    startedAt = wall;
    startedNanos = now;
    if (cancelCause != CancelCause.TIME_LIMIT) {
      preparationLimit = null;
    }
  }

  /**
   * Notes that the worker, which has started it, makes its handler first.
   *
   * @param limit for that
   */
  void preparing(Duration limit) {
    preparationLimit = limit;
  }

  /** Returns whether its handler is being made, or took too long to be. */
  boolean isPreparing() {
    return preparationLimit != null;
  }

  /**
   * Returns the outcome of an attempt that took too long, in its handler or while that was made.
   */
  Outcome timedOut() {
    return preparationLimit == null
        ? Outcome.timedOut(task.task().policy().timeout())
        : Outcome.notPrepared(preparationLimit);
  }

  boolean isStarted() {
    return startedAt != null;
  }

  /** Returns when the worker started it; null while it waits. */
  @Nullable Instant startedAt() {
    return startedAt;
  }

  /** Returns when the worker started it, in monotonic time. */
  long startedNanos() {
    return startedNanos;
  }

  /**
   * Notes the worker's response. A handler cannot have run for longer than the worker has had the
   * attempt.
   *
   * @param nanos how long the handler ran; −1 if the worker does not say
   */
  void answered(long nanos, long now) {
    handlerNanos = Math.min(nanos, Math.max(0, now - givenAt));
  }

  /**
   * Computes the time of the start if the worker has not reported it, from the time of the
   * response.
   */
  void ensureStarted(Instant wall, long now) {
    if (startedAt == null || (isPreparing() && handlerNanos >= 0)) {
      long nanos = Math.max(0, handlerNanos);
      started(wall.minusNanos(nanos), now - nanos);
    }
  }

  /**
   * Returns how long it took: the time that the worker reported, or else the time since {@code
   * since}. That is too short if start and response arrived together.
   */
  long nanos(long since, long now) {
    return handlerNanos >= 0 ? handlerNanos : now - since;
  }

  /** Notes that it must end early. Returns false if it had to already: the first cause stands. */
  boolean cancel(CancelCause cause) {
    if (cancelCause != null) {
      return false;
    }
    cancelCause = cause;
    return true;
  }

  /** Returns why it must end early; null if it need not. */
  @Nullable CancelCause cancelCause() {
    return cancelCause;
  }

  /** Returns whether it was to end early for its own sake, and not for that of its worker. */
  boolean isToEndItself() {
    return cancelCause == CancelCause.TIME_LIMIT || cancelCause == CancelCause.CALLER;
  }

  /** Notes that the worker is asked to give it back unless it has started it. */
  void recall() {
    recalled = true;
  }

  boolean isRecalled() {
    return recalled;
  }

  /** Returns whether the worker was asked to send it back if it has not started it. */
  boolean mayComeBack() {
    return recalled || cancelCause != null;
  }

  /** Notes a task that the running handler has submitted. */
  void addChild(TrackedTask child) {
    if (children.isEmpty()) {
      children = new ArrayList<>();
    }
    children.add(child);
  }

  /** Returns all tasks that its handler has submitted, ended or not. */
  List<TrackedTask> children() {
    return children;
  }
}
