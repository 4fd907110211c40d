package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.EarlyWorker;

/**
 * The end of an early worker that no pool has taken over when a signal ends this process. Without
 * it the worker would outlive the process for a moment, and be nobody's child.
 */
final class EarlyWorkerEnd extends Thread {
  private final EarlyWorker worker;

  private EarlyWorkerEnd(EarlyWorker worker) {
    super("reeve-early-end");
    this.worker = worker;
  }

  /** Has the worker ended and joined when this process ends. */
  static void atShutdown(EarlyWorker worker) {
    try {
      Runtime.getRuntime().addShutdownHook(new EarlyWorkerEnd(worker));
    } catch (IllegalStateException e) {
      worker.close(); // a signal has come already
    }
  }

  @Override
  public void run() {
    worker.close();
  }
}
