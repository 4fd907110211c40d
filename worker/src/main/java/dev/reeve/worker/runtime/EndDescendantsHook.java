package dev.reeve.worker.runtime;

import dev.reeve.os.ChildProcesses;

/**
 * However the JVM exits, the children that handlers have left behind end with it. A handler that
 * waits for one of them would take its end for a failure of the task, so nothing is told any more:
 * the supervisor goes by the worker's own end.
 */
final class EndDescendantsHook extends Thread {
  private final WorkerProgram worker;

  EndDescendantsHook(WorkerProgram worker) {
    super("end-descendants");
    this.worker = worker;
  }

  @Override
  public void run() {
    worker.silence();
    if (!ChildProcesses.areNone()) {
      Descendants.end();
    }
  }
}
