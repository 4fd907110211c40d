package dev.reeve.supervisor.engine.worker;

import org.jspecify.annotations.Nullable;

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
      String how = "ended " + circumstances(worker, stop);
      return new WorkerEnd(crashed, how, worker.name() + ' ' + how);
    }
    return new WorkerEnd(crashed, stop.text(), worker.name() + " ended: " + stop.text());
  }

  private static String circumstances(Worker worker, @Nullable StopReason stop) {
    if (stop != null && worker.ladder().step() != StopStep.FINISH_TASK) {
      return "without having answered shutdown (" + stop.text() + ')';
    }
    return "unasked " + occupation(worker.attempts().first(), worker.wasReady());
  }

  private static String occupation(@Nullable Attempt first, boolean wasReady) {
    if (first == null) {
      return wasReady ? "while idle" : "while starting";
    }
    return (first.isStarted() ? "under " : "before it started ") + work(first);
  }

  /** Of a batch, some items may have been answered. */
  private static String work(Attempt first) {
    return first.isInBatch()
        ? "a batch of " + first.batchSize() + " tasks"
        : "task " + first.printableTaskId();
  }
}
