package dev.reeve.supervisor.serve.page;

import dev.reeve.supervisor.model.BatchRelease;
import dev.reeve.supervisor.model.SupervisorListener;
import dev.reeve.supervisor.model.TaskAttempt;
import dev.reeve.supervisor.model.TaskAttemptEnd;
import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.WorkerReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a page shows of a run: bars, numbers over time, failures, workers, handlers. It hears them
 * as a listener of the pool. Its memory is bounded, whatever the number of tasks: about 10 MB at
 * most, usually less than one. Thread-safe.
 */
public final class RunHistory implements SupervisorListener {
  /** Older bars make room for newer ones on the page of a server. */
  private static final Duration RECENT = Duration.ofMinutes(10);

  private static final int MOST_ID = 300;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Supplier<Instant> clock;
  private final Instant startedAt;
  private final HistoryParts parts;
  private long tasksHeard;
  private long awaited;

  private RunHistory(Supplier<Instant> clock, Instant startedAt, HistoryParts parts) {
    this.clock = clock;
    this.startedAt = startedAt;
    this.parts = parts;
  }

  /** Returns the history of a run that starts now and whose page is written at its end. */
  public static RunHistory ofRun(Supplier<Instant> clock) {
    HistoryFailures failures = new HistoryFailures(500, 500, 1 << 20);
    TaskBars bars = new TaskBars(Double.POSITIVE_INFINITY);
    HistoryParts parts = HistoryParts.of(List.of(Timeline.ofWhole()), bars, failures);
    return new RunHistory(clock, clock.get(), parts);
  }

  /**
   * Returns the history of a server, which favours what has just happened.
   *
   * @param startedAt time from which on it can be told what has happened
   */
  public static RunHistory ofServer(Supplier<Instant> clock, Instant startedAt) {
    long width = RECENT.toMillis() / (Timeline.BINS * 3 / 4);
    return new RunHistory(
        clock,
        startedAt,
        HistoryParts.of(
            List.of(Timeline.ofWhole(), Timeline.ofRecent(width)),
            new TaskBars(RECENT.toMillis()),
            new HistoryFailures(0, 500, 1 << 20)));
  }

  @Override
  public boolean hearsTasks() {
    return true;
  }

  /** Returns the time of the start. */
  Instant startedAt() {
    return startedAt;
  }

  /** Returns milliseconds since the start. */
  double millisOf(Instant time) {
    return Duration.between(startedAt, time).toNanos() / NANOS_PER_MILLI;
  }

  /** Returns milliseconds from the start until now. */
  double now() {
    return millisOf(clock.get());
  }

  @Override
  public synchronized void workerStarted(Worker worker) {
    parts.workers().started(worker, now());
  }

  @Override
  public synchronized void workerExited(WorkerReport report) {
    WorkerLife life = parts.workers().living(report.pid());
    if (life == null) {
      life = new WorkerLife(new Worker(report.slot(), report.generation(), report.pid()), now());
    }
    life.ended(report, now());
    parts.workers().ended(life);
    tellMemory(report.slot(), report.peakResidentBytes());
  }

  private void tellMemory(int slot, long bytes) {
    if (bytes > 0) {
      parts.each(timeline -> timeline.memory(slot, now(), bytes));
    }
  }

  /** Tells the resident memory of a living worker. */
  synchronized void memory(long pid, long bytes) {
    WorkerLife life = parts.workers().living(pid);
    if (life != null) {
      life.memory(bytes);
      tellMemory(life.worker().slot(), bytes);
    }
  }

  /** Returns the processes of living workers. */
  synchronized List<Long> pids() {
    return parts.workers().pids();
  }

  @Override
  public synchronized void batchReleased(String handler, int items, BatchRelease why) {
    parts.each(timeline -> timeline.batch(now(), items));
  }

  @Override
  public synchronized void attemptEnded(TaskAttemptEnd end) {
    TaskAttempt attempt = end.attempt();
    double millis = end.nanos() / NANOS_PER_MILLI;
    Instant started = attempt.startedAt();
    double start = started == null ? now() - millis : millisOf(started);
    TaskBar bar =
        new TaskBar(
            parts.bars().nextNumber(),
            attempt.worker().slot(),
            start,
            millis,
            end.status(),
            attempt.number(),
            subject(attempt.seq(), attempt.id(), attempt.handler()));
    parts.bars().add(bar);
    parts.runTimes().add(end.nanos());
    parts.handlers().attemptEnded(attempt.handler(), end.nanos());
    parts.each(timeline -> timeline.attemptEnded(bar.slot(), start, bar.endMillis(), bar.isGood()));
    WorkerLife life = parts.workers().living(attempt.worker().pid());
    if (life != null) {
      life.taskEnded();
    }
    if (end.retryAfter() != null && end.error() != null) {
      addFailure(bar, false, end.error());
    }
  }

  private static TaskBar.Subject subject(long seq, String id, String handler) {
    return new TaskBar.Subject(
        seq, ShownText.beginning(id, MOST_ID), ShownText.beginning(handler, MOST_ID));
  }

  private void addFailure(TaskBar bar, boolean isLast, TaskError error) {
    parts
        .failures()
        .add(
            new FailedAttempt(
                parts.failures().nextNumber(),
                bar.task(),
                bar.status(),
                bar.attempt(),
                bar.endMillis(),
                bar.millis(),
                bar.slot(),
                isLast,
                FailedAttempt.cut(error)));
  }

  @Override
  public synchronized void taskEnded(TaskResult result) {
    double millis = result.durationNanos() / NANOS_PER_MILLI;
    Instant started = result.startedAt();
    double end = started == null ? now() : millisOf(started) + millis;
    parts.counts().add(result.status());
    if (++tasksHeard == awaited) {
      notifyAll();
    }
    parts.handlers().taskEnded(result.handler(), result.status());
    parts.each(timeline -> timeline.taskEnded(result.status(), end));
    if (result.error() != null) {
      tellError(result, end - millis, result.error());
    }
  }

  private void tellError(TaskResult result, double start, TaskError error) {
    TaskBar bar =
        new TaskBar(
            parts.bars().nextNumber(),
            result.worker() == null ? -1 : result.worker().slot(),
            start,
            result.durationNanos() / NANOS_PER_MILLI,
            result.status(),
            result.attempts(),
            subject(result.seq(), result.id(), result.handler()));
    if (result.worker() == null) {
      parts.bars().add(bar); // without an attempt it is only in the list of tasks
    }
    switch (result.status()) {
      case FAILED, TIMED_OUT, CRASHED -> addFailure(bar, true, error);
      case SUCCEEDED, CANCELLED, SKIPPED -> {}
    }
  }

  /** Tells for how long a task that starts has waited. */
  public synchronized void waited(Duration wait) {
    parts.each(timeline -> timeline.waited(now(), wait.toNanos()));
  }

  /** Tells the number of tasks that wait now. */
  public synchronized void waiting(long tasks) {
    parts.each(timeline -> timeline.waiting(now(), tasks));
  }

  /** Waits until the ends of so many tasks were heard; an interrupt ends the wait. */
  synchronized void awaitHeard(long tasks) {
    awaited = tasks;
    while (tasksHeard < tasks && !Thread.currentThread().isInterrupted()) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Returns the content, which the page reads under this object's lock. */
  HistoryParts parts() {
    return parts;
  }

  /** Lets the time of the timelines go on until now, even if nothing has happened. */
  void reachNow() {
    parts.each(timeline -> timeline.reach(now()));
  }
}
