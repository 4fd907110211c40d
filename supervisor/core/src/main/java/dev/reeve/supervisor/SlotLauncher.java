package dev.reeve.supervisor;

import dev.reeve.supervisor.process.WorkerControl;
import dev.reeve.supervisor.process.WorkerEvents;
import dev.reeve.supervisor.process.WorkerKey;
import dev.reeve.supervisor.process.WorkerLauncher;

/** Adapter by which a pool of one uses another pool's launcher, under a slot of its own there. */
final class SlotLauncher implements WorkerLauncher {
  private final WorkerLauncher launcher;
  private final int slot;

  SlotLauncher(WorkerLauncher launcher, int slot) {
    this.launcher = launcher;
    this.slot = slot;
  }

  /** Starts the process under this object's slot; its events name slot 0. */
  @Override
  public WorkerControl start(WorkerKey key, WorkerEvents events) {
    return launcher.start(
        new WorkerKey(slot, key.generation()),
        (launched, event) -> events.accept(new WorkerKey(0, launched.generation()), event));
  }

  /** Does nothing, because the launcher belongs to the other pool. */
  @Override
  public void close() {}
}
