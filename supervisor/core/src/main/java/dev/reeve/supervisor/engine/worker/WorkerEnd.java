package dev.reeve.supervisor.engine.worker;

/**
 * The reason for which a process ended. It is judged when the process has ended, and before its
 * attempts are taken from it.
 *
 * @param crashed whether the process ended without having been asked to, or without having answered
 * @param reason for people, without the exit status
 * @param sentence the same with the name of the worker
 */
record WorkerEnd(boolean crashed, String reason, String sentence) {

  static WorkerEnd of(Worker worker) {
    StopLadder ladder = worker.ladder();
    boolean crashed = !ladder.saidGoodbye() && !ladder.signalled();
    StopReason stop = ladder.reason();
    if (stop == null || (crashed && stop.kind() != StopReason.Kind.UNHEALTHY)) {
      String how =
          stop != null && ladder.step() != StopStep.FINISH_TASK
              ? "ended without having answered shutdown (" + stop.text() + ')'
              : unasked(worker);
      return new WorkerEnd(crashed, how, worker.name() + ' ' + how);
    }
    return new WorkerEnd(crashed, stop.text(), worker.name() + " ended: " + stop.text());
  }

  private static String unasked(Worker worker) {
    Attempt first = worker.attempts().first();
    if (first == null) {
      return worker.wasReady() ? "ended unasked while idle" : "ended unasked while starting";
    }
    return first.isInBatch() ? unaskedWithBatch(first) : unaskedWithTask(first);
  }

  private static String unaskedWithTask(Attempt first) {
    return first.isStarted()
        ? "ended unasked under task " + first.printableTaskId()
        : "ended unasked before it started task " + first.printableTaskId();
  }

  /** Names the size of the whole batch; some of its items may have been answered. */
  private static String unaskedWithBatch(Attempt first) {
    return first.isStarted()
        ? "ended unasked under a batch of " + first.batchSize() + " tasks"
        : "ended unasked before it started a batch of " + first.batchSize() + " tasks";
  }
}
