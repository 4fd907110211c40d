package dev.reeve.supervisor.engine.worker;

import dev.reeve.protocol.Protocol;
import dev.reeve.protocol.ToWorker;
import dev.reeve.protocol.WorkerSettings;
import dev.reeve.protocol.WorkerSetup;
import dev.reeve.supervisor.process.WorkerControl;
import dev.reeve.supervisor.process.WorkerKey;
import java.util.function.Function;

/** Starts as many workers as there is work for, and hands each what it needs to begin. */
final class WorkerStarter {
  private final PoolSettings settings;
  private final Function<WorkerKey, WorkerControl> launcher;
  private final Slots slots;
  private final WorkerWatch watch;

  /** Grows as handlers become known. */
  private WorkerSetup setup;

  WorkerStarter(
      PoolSettings settings,
      Function<WorkerKey, WorkerControl> launcher,
      Slots slots,
      WorkerWatch watch) {
    this.settings = settings;
    this.launcher = launcher;
    this.slots = slots;
    this.watch = watch;
    this.setup = settings.setup();
  }

  /** Starts workers until so many of the pool live, or none may be started. */
  void fill(long wanted, long now) {
    start(0, slots.size(), wanted, now);
  }

  /** As {@link #fill}, of spares. */
  void fillSpares(long wanted, long now) {
    start(slots.size(), slots.most(), wanted, now);
  }

  private void start(int from, int to, long wanted, long now) {
    long live = slots.live(from, to);
    for (int i = from; i < to && live < wanted; i++) {
      Slot slot = slots.all()[i];
      if (slot.mayStart(now)) {
        start(slot, now);
        live++;
      }
    }
  }

  private void start(Slot slot, long now) {
    slot.restartAt.clear();
    WorkerKey key = new WorkerKey(slot.index, slot.generation);
    WorkerControl control = launcher.apply(key);
    Worker worker = new Worker(key, control);
    watch.begin(worker, now);
    slot.worker = worker;
    worker.send(initialize(key));
  }

  private ToWorker.Initialize initialize(WorkerKey key) {
    WorkerSettings workerSettings =
        new WorkerSettings(
            WorkerWatch.HEARTBEAT.toMillis(),
            settings.grace().toMillis(),
            settings.maxFrameBytes());
    return new ToWorker.Initialize(
        Worker.INITIALIZE, Protocol.VERSION, key.slot(), key.generation(), workerSettings, setup);
  }

  /** Makes handlers known to all workers, those to come included. */
  void register(ToWorker.RegisterHandlers handlers) {
    setup = setup.plus(handlers.handlerClasses(), handlers.classFiles());
    slots.forEachWorker(worker -> worker.send(handlers));
  }
}
