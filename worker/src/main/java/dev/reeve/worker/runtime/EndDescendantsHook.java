package dev.reeve.worker.runtime;

import dev.reeve.os.ChildProcesses;

/**
 * The shutdown hook that ends the processes which handlers have started. It silences the worker
 * first: a handler that waits for such a process would report its end as a failure of the task, but
 * the supervisor must learn of the worker's own end only.
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
