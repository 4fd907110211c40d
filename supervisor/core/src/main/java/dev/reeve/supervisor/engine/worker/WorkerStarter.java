package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.ToWorker;
import dev.reeve.protocol.WorkerSettings;
import dev.reeve.protocol.WorkerSetup;
import dev.reeve.supervisor.model.SupervisorLog;
import dev.reeve.supervisor.process.WorkerControl;
import dev.reeve.supervisor.process.WorkerKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Starts as many workers as there is work for, and sends each what it needs to begin. */
final class WorkerStarter {
  private final PoolSettings settings;
  private final Function<WorkerKey, WorkerControl> launcher;
  private final Slots slots;
  private final SupervisorLog log;

  /** Grows as handlers become known. */
  private WorkerSetup setup;

  /** Come after the setup, because they bring other versions of classes that it has. */
  private final List<ToWorker.RegisterHandlers> laterVersions = new ArrayList<>();

  WorkerStarter(
      PoolSettings settings,
      Function<WorkerKey, WorkerControl> launcher,
      Slots slots,
      SupervisorLog log) {
    this.settings = settings;
    this.launcher = launcher;
    this.slots = slots;
    this.log = log;
    this.setup = settings.setup();
  }

  /** Starts workers until so many of the pool live, or no more may be started. */
  void fill(long wanted, long now) {
    fill(slots.regular(), wanted, now);
  }

  /** As {@link #fill(long, long)}, for spare workers. */
  void fillSpares(long wanted, long now) {
    fill(slots.spare(), wanted, now);
  }

  private void fill(List<Slot> places, long wanted, long now) {
    long missing = wanted - Slots.live(places);
    for (int i = 0; i < places.size() && missing > 0; i++) {
      Slot slot = places.get(i);
      if (slot.mayStart(now)) {
        start(slot, now);
        missing--;
      }
    }
  }

  private void start(Slot slot, long now) {
    WorkerKey key = slot.nextKey();
    Worker worker = new Worker(key, launcher.apply(key), settings, log, now);
    worker.limits().awaitReady(now);
    slot.occupy(worker);
    worker.outbox().send(initialize(key));
    laterVersions.forEach(worker.outbox()::send);
  }

  private ToWorker.Initialize initialize(WorkerKey key) {
    WorkerSettings workerSettings =
        new WorkerSettings(
                WorkerLimits.HEARTBEAT.toMillis(),
                settings.grace().toMillis(),
                settings.maxFrameBytes())
            .withShortLines();
    return new ToWorker.Initialize(
        Worker.INITIALIZE, Protocol.VERSION, key.slot(), key.generation(), workerSettings, setup);
  }

  /** Makes handlers known to all workers, those that are started later included. */
  void register(ToWorker.RegisterHandlers handlers) {
    if (laterVersions.isEmpty() && !setup.isChangedBy(handlers.classFiles())) {
      setup = setup.plus(handlers.handlerClasses(), handlers.classFiles());
    } else {
      laterVersions.add(handlers);
    }
    slots.forEachWorker(worker -> worker.outbox().send(handlers));
  }
}
