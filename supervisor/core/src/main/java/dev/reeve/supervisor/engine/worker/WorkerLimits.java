package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.engine.task.Deadline;
import dev.reeve.text.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Time limits of one worker: to become ready, to send something, to end its task, and to be idle.
 */
final class WorkerLimits {

  /** Interval at which a worker sends a heartbeat. */
  static final Duration HEARTBEAT = Duration.ofSeconds(1);

  /** A worker that sends nothing for so long is stopped, stuck, or cannot write. */
  static final Duration SILENCE_LIMIT = Duration.ofSeconds(10);

  private final Worker worker;
  private final Duration grace;
  private final Duration readyLimit;
  private final @Nullable Duration idleLimit;
  private final Deadline ready = new Deadline();
  private final Deadline silence = new Deadline();

  private final Deadline idleEnd = new Deadline();

  WorkerLimits(Worker worker, PoolSettings settings) {
    this.worker = worker;
    this.grace = settings.grace();
    this.readyLimit = settings.readyLimit();
    this.idleLimit = settings.idleLimit();
  }

  /** Begins to wait until the worker is ready. */
  void awaitReady(long now) {
    ready.set(now, readyLimit);
  }

  /** Ends the wait until the worker is ready. */
  void awaitReadyNoMore() {
    ready.clear();
  }

  /** Begins to expect that the worker sends something from time to time. */
  void expectSigns(long now) {
    silence.set(now, SILENCE_LIMIT);
  }

  /** Ends the expectation that the worker sends something. */
  void allowSilence() {
    silence.clear();
  }

  /** Restarts the limit of silence if there is one. */
  void heard(long now) {
    if (silence.isSet()) {
      silence.set(now, SILENCE_LIMIT);
    }
  }

  /** Notes that the worker has no task. */
  void idle(long now) {
    if (idleLimit != null) {
      idleEnd.set(now, idleLimit);
    }
  }

  /** Notes that the worker was given a task. */
  void busy() {
    idleEnd.clear();
  }

  /**
   * Notes that an attempt has started. One that its caller has cancelled meanwhile has the grace
   * period from here on.
   */
  void started(Attempt attempt, long now) {
    begin(attempt, attempt.task().task().policy().timeout(), now);
  }

  /** Notes that the handler of an attempt is made. Only a task with a time limit has one here. */
  void preparing(Attempt attempt, long now) {
    Duration timeout = attempt.task().task().policy().timeout();
    begin(attempt, timeout == null ? null : preparation(attempt), now);
  }

  private void begin(Attempt attempt, @Nullable Duration limit, long now) {
    if (attempt.cancelCause() == Attempt.CancelCause.CALLER) {
      attempt.end().set(now, grace);
    } else if (limit != null && attempt.cancelCause() != Attempt.CancelCause.TIME_LIMIT) {
      attempt.end().set(now, limit);
    }
  }

  /**
   * Returns the limit for making the handler of an attempt: that of a worker to become ready, or
   * the task's own if that is longer.
   */
  Duration preparation(Attempt attempt) {
    Duration timeout = attempt.task().task().policy().timeout();
    return timeout != null && timeout.compareTo(readyLimit) > 0 ? timeout : readyLimit;
  }

  /** Notes that a running attempt was told to end. */
  void cancelled(Attempt attempt, long now) {
    attempt.end().set(now, grace);
  }

  /** Stops the worker if it has passed a limit. */
  void tick(long now) {
    if (ready.isDue(now)) {
      stuck("it was not ready within " + Durations.text(readyLimit), now);
    }
    if (silence.isDue(now)) {
      stuck("nothing was heard of it for " + Durations.text(SILENCE_LIMIT), now);
    }
    OutstandingAttempts attempts = worker.attempts();
    for (Attempt late = attempts.late(now); late != null; late = attempts.late(now)) {
      late.end().clear();
      taskIsLate(late, now);
    }
    if (idleEnd.isDue(now)) {
      idleEnd.clear();
      idleForLong(now);
    }
  }

  /**
   * Stops a worker that does not move on as a whole. Its control thread may be as stuck as the
   * rest, so the JVM itself is asked for its threads, too.
   */
  private void stuck(String text, long now) {
    StopReason reason = StopReason.unhealthy(text);
    if (worker.ladder().takes(reason)) {
      worker.dumpThreads();
    }
    hung(reason, now);
  }

  /** Asks the worker where it hangs, and only then stops it, which closes its input. */
  private void hung(StopReason reason, long now) {
    if (worker.wasReady() && worker.ladder().takes(reason)) {
      worker.diagnose();
    }
    worker.stop(reason, now);
  }

  /**
   * Cancels a running attempt, or stops the worker if that was done and the grace period after it
   * is over.
   */
  private void taskIsLate(Attempt running, long now) {
    if (running.cancelCause() == Attempt.CancelCause.TIME_LIMIT) {
      String text =
          "task " + running.printableTaskId() + " did not end when its time limit had passed";
      hung(new StopReason(StopReason.Kind.TIME_LIMIT, text), now);
    } else if (running.cancelCause() == Attempt.CancelCause.CALLER) {
      String text = "task " + running.printableTaskId() + " did not end when it was cancelled";
      worker.stop(new StopReason(StopReason.Kind.CANCEL, text), now);
    } else if (running.cancelCause() == null) {
      worker.attempts().cancel(running, Attempt.CancelCause.TIME_LIMIT);
      cancelled(running, now);
    }
  }

  private void idleForLong(long now) {
    if (worker.state() == WorkerState.IDLE) {
      String text = "it had nothing to do for " + Durations.text(idleLimit);
      worker.stop(new StopReason(StopReason.Kind.RECYCLE, text), now);
    }
  }

  /** Returns the smaller of {@code wait} and the nanoseconds until a limit is passed. */
  long limit(long wait, long now) {
    long limited = ready.limit(wait, now);
    limited = silence.limit(limited, now);
    limited = worker.attempts().limit(limited, now);
    return idleEnd.limit(limited, now);
  }
}
