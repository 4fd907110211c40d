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
      stuck(worker, "it was not ready within " + Words.duration(READY_LIMIT), now);
    }
    if (worker.silence.isDue(now)) {
      stuck(worker, "nothing was heard of it for " + Words.duration(SILENCE_LIMIT), now);
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
    } else if (running.cancel == null) {
      worker.cancel(running, Attempt.Cancel.TIME_LIMIT);
      worker.taskEnd.set(now, grace);
    }
  }
}
