package dev.reeve.supervisor;

import dev.reeve.protocol.FromWorker;
import dev.reeve.supervisor.process.StartFailure;
import dev.reeve.supervisor.process.WorkerControl;
import dev.reeve.supervisor.process.WorkerEvents;
import dev.reeve.supervisor.process.WorkerExit;
import dev.reeve.supervisor.process.WorkerKey;
import dev.reeve.supervisor.process.WorkerLauncher;
import java.util.List;

/** Lets a pool of one use another pool's launcher, under a slot that is its own there. */
final class SlotLauncher implements WorkerLauncher {
  private final WorkerLauncher launcher;
  private final int slot;

  SlotLauncher(WorkerLauncher launcher, int slot) {
    this.launcher = launcher;
    this.slot = slot;
  }

  @Override
  public WorkerControl start(WorkerKey key, WorkerEvents events) {
    return launcher.start(new WorkerKey(slot, key.generation()), new OwnSlot(events));
  }

  /** The launcher is another's. */
  @Override
  public void close() {}

  /** Tells of slot 0 what becomes known of the other. */
  private record OwnSlot(WorkerEvents events) implements WorkerEvents {
    private static WorkerKey own(WorkerKey key) {
      return new WorkerKey(0, key.generation());
    }

    @Override
    public void started(WorkerKey key, long pid) {
      events.started(own(key), pid);
    }

    @Override
    public void startFailed(WorkerKey key, StartFailure failure) {
      events.startFailed(own(key), failure);
    }

    @Override
    public void messages(WorkerKey key, List<FromWorker> messages) {
      events.messages(own(key), messages);
    }

    @Override
    public void lastWords(WorkerKey key, List<FromWorker> messages) {
      events.lastWords(own(key), messages);
    }

    @Override
    public void protocolBroken(WorkerKey key, String why) {
      events.protocolBroken(own(key), why);
    }

    @Override
    public void joined(WorkerKey key, WorkerExit exit) {
      events.joined(own(key), exit);
    }
  }
}
