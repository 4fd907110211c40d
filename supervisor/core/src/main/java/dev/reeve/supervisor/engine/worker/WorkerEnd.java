package dev.reeve.supervisor.engine.worker;

import org.jspecify.annotations.Nullable;

/**
 * Why a process ended, judged when it has gone and before its attempts are taken from it.
 *
 * @param crashed whether it ended without having been asked to, or without having said so
 * @param reason for people; says nothing of the exit status
 * @param sentence the same with the name of the worker
 */
record WorkerEnd(boolean crashed, String reason, String sentence) {

  static WorkerEnd of(Worker worker) {
    boolean crashed = !worker.saidGoodbye && !worker.signalled;
    StopReason stop = worker.stopReason;
    String name = StopLadder.describe(worker);
    if (stop == null || (crashed && stop.kind() != StopReason.Kind.UNHEALTHY)) {
      String how = "ended " + circumstances(worker, stop);
      return new WorkerEnd(crashed, how, name + ' ' + how);
    }
    return new WorkerEnd(crashed, stop.text(), name + " ended: " + stop.text());
  }

  private static String circumstances(Worker worker, @Nullable StopReason stop) {
    if (stop != null && worker.step != StopStep.FINISH_TASK) {
      return "without having answered shutdown (" + stop.text() + ')';
    }
    return "unasked " + occupation(worker.outstanding.peekFirst(), worker.wasReady);
  }

  private static String occupation(@Nullable Attempt first, boolean wasReady) {
    if (first == null) {
      return wasReady ? "while idle" : "while starting";
    }
    return (first.started() ? "under task " : "before it started task ") + first.entry.task.id();
  }
}
