package dev.reeve.supervisor.engine.worker;

import dev.reeve.text.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The limits that a living worker is held to: being ready, being heard of, ending its task. */
final class WorkerWatch {

  /** Between two signs of life that a worker sends by itself. */
  static final Duration HEARTBEAT = Duration.ofSeconds(1);

  /** A worker that was silent for so long is stopped, stuck, or can't write. */
  static final Duration SILENCE_LIMIT = Duration.ofSeconds(10);

  private final StopLadder ladder;
  private final Duration grace;
  private final Duration readyLimit;
  private final @Nullable Duration idleLimit;

  WorkerWatch(StopLadder ladder, PoolSettings settings) {
    this.ladder = ladder;
    this.grace = settings.grace();
    this.readyLimit = settings.readyLimit();
    this.idleLimit = settings.idleLimit();
  }

  /** A process was asked for. */
  void begin(Worker worker, long now) {
    worker.ready.set(now, readyLimit);
  }

  /** The worker is ready: from now on it has to be heard of. */
  void ready(Worker worker, long now) {
    worker.silence.set(now, SILENCE_LIMIT);
  }

  /** The worker has nothing to do from now on. */
  void idle(Worker worker, long now) {
    if (idleLimit != null) {
      worker.idleEnd.set(now, idleLimit);
    }
  }

  private void idleForLong(Worker worker, long now) {
    worker.idleEnd.clear();
    if (worker.state() == WorkerState.IDLE && idleLimit != null) {
      String text = "it had nothing to do for " + Durations.text(idleLimit);
      ladder.begin(worker, new StopReason(StopReason.Kind.RECYCLE, text), now);
    }
  }

  /** Something was heard of the worker, or the loop itself was held up: silence starts anew. */
  void heard(Worker worker, long now) {
    if (worker.silence.isSet()) {
      worker.silence.set(now, SILENCE_LIMIT);
    }
  }

  /** Does what is due. */
  void tick(Worker worker, long now) {
    if (worker.ready.isDue(now)) {
      stuck(worker, "it was not ready within " + Durations.text(readyLimit), now);
    }
    if (worker.silence.isDue(now)) {
      stuck(worker, "nothing was heard of it for " + Durations.text(SILENCE_LIMIT), now);
    }
    if (worker.taskEnd.isDue(now)) {
      timeIsUp(worker, now);
    }
    if (worker.idleEnd.isDue(now)) {
      idleForLong(worker, now);
    }
  }

  /** Who submitted the attempt's task has cancelled it: its handler gets the grace period. */
  void cancel(Worker worker, Attempt attempt, long now) {
    if (attempt.cancel == null) {
      worker.cancel(attempt, Attempt.Cancel.CALLER);
      if (attempt.started()) {
        worker.taskEnd.set(now, grace);
      }
    }
  }

  /** An attempt that was cancelled as it started has the grace period from here on. */
  void started(Worker worker, Attempt attempt, long now) {
    if (attempt.cancel == Attempt.Cancel.CALLER) {
      worker.taskEnd.set(now, grace);
    }
  }

  /** The worker can't be relied on any more. */
  void unhealthy(Worker worker, String text, long now) {
    ladder.begin(worker, new StopReason(StopReason.Kind.UNHEALTHY, text), now);
  }

  /**
   * The worker does not move on as a whole: its control thread may be as stuck as the rest, so the
   * JVM itself is asked for the threads, too.
   */
  private void stuck(Worker worker, String text, long now) {
    StopReason reason = new StopReason(StopReason.Kind.UNHEALTHY, text);
    if (StopLadder.takes(worker, reason)) {
      worker.control.dumpThreads();
    }
    hung(worker, reason, now);
  }

  /** Where it hangs is asked before the ladder begins, which closes the worker's input. */
  private void hung(Worker worker, StopReason reason, long now) {
    if (worker.wasReady && StopLadder.takes(worker, reason)) {
      worker.diagnose();
    }
    ladder.begin(worker, reason, now);
  }

  /**
   * First the attempt is cancelled; if its handler has not given way after the grace period the
   * worker has to go.
   */
  private void timeIsUp(Worker worker, long now) {
    worker.taskEnd.clear();
    Attempt running = worker.running();
    if (running == null) {
      return;
    }
    if (running.cancel == Attempt.Cancel.TIME_LIMIT) {
      String text =
          "task " + running.entry.task.id() + " did not end when its time limit had passed";
      hung(worker, new StopReason(StopReason.Kind.TIME_LIMIT, text), now);
    } else if (running.cancel == Attempt.Cancel.CALLER) {
      String text = "task " + running.entry.task.id() + " did not end when it was cancelled";
      ladder.begin(worker, new StopReason(StopReason.Kind.CANCEL, text), now);
    } else if (running.cancel == null) {
      worker.cancel(running, Attempt.Cancel.TIME_LIMIT);
      worker.taskEnd.set(now, grace);
    }
  }
}
