package dev.reeve.supervisor.jmh;

import dev.reeve.supervisor.process.WorkerControl;
import dev.reeve.supervisor.process.WorkerEvents;
import dev.reeve.supervisor.process.WorkerKey;
import dev.reeve.supervisor.process.WorkerLauncher;

/** Starts no process: its workers are threads of this one, which answer at once. */
final class PromptLauncher implements WorkerLauncher {
  @Override
  public WorkerControl start(WorkerKey key, WorkerEvents events) {
    PromptWorker worker = new PromptWorker(key, events);
    worker.start();
    return worker;
  }

  @Override
  public void close() {}
}
