package dev.reeve.supervisor.engine;

import java.time.Duration;

/** The limits that a living worker is held to: being ready, being heard of, ending its task. */
final class WorkerWatch {

  /** A worker that is not ready by then never will be. */
  static final Duration READY_LIMIT = Duration.ofSeconds(30);

  /** Between two signs of life that a worker sends by itself. */
  static final Duration HEARTBEAT = Duration.ofSeconds(1);

  /** A worker that was silent for so long is stopped, stuck, or can't write. */
  static final Duration SILENCE_LIMIT = Duration.ofSeconds(10);

  private final StopLadder ladder;
  private final Duration grace;

  WorkerWatch(StopLadder ladder, Duration grace) {
    this.ladder = ladder;
    this.grace = grace;
  }

  /** A process was asked for. */
  void begin(Worker worker, long now) {
    worker.ready.set(now, READY_LIMIT);
  }

  /** The worker is ready: from now on it has to be heard of. */
  void ready(Worker worker, long now) {
    worker.silence.set(now, SILENCE_LIMIT);
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
      unhealthy(worker, "it was not ready within " + Words.duration(READY_LIMIT), now);
    }
    if (worker.silence.isDue(now)) {
      unhealthy(worker, "nothing was heard of it for " + Words.duration(SILENCE_LIMIT), now);
    }
    if (worker.taskEnd.isDue(now)) {
      timeIsUp(worker, now);
    }
  }

  /** The worker can't be relied on any more. */
  void unhealthy(Worker worker, String text, long now) {
    ladder.begin(worker, new StopReason(StopReason.Kind.UNHEALTHY, text), now);
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
      ladder.begin(worker, new StopReason(StopReason.Kind.TIME_LIMIT, text), now);
    } else if (running.cancel == null) {
      worker.cancel(running, Attempt.Cancel.TIME_LIMIT);
      worker.taskEnd.set(now, grace);
    }
  }
}
