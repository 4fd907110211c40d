package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.model.PoolSnapshot.WorkerActivity;
import dev.reeve.supervisor.model.RestartPolicy;
import dev.reeve.supervisor.process.WorkerKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All slots of a pool, and behind them those of spare workers. */
final class Slots {
  private final int size;
  private final List<Slot> all;
  private final List<Slot> regular;
  private final List<Slot> spare;

  /**
   * @param size of the pool
   * @param spares slots beyond it
   */
  Slots(int size, int spares, RestartPolicy restarts) {
    this.size = size;
    List<Slot> made = new ArrayList<>(size + spares);
    Random jitter = new Random();
    for (int i = 0; i < size + spares; i++) {
      made.add(new Slot(i, new RestartIntensity(restarts, jitter)));
    }
    this.all = List.copyOf(made);
    this.regular = all.subList(0, size);
    this.spare = all.subList(size, all.size());
  }

  List<Slot> all() {
    return all;
  }

  /** Returns the slots of the pool itself. */
  List<Slot> regular() {
    return regular;
  }

  /** Returns the slots of spare workers. */
  List<Slot> spare() {
    return spare;
  }

  /** Returns whether a worker is in a slot of spare workers. */
  boolean isSpare(Worker worker) {
    return worker.key().slot() >= size;
  }

  /** Returns the number of slots of the pool itself. */
  int size() {
    return size;
  }

  /** Returns the number of all slots, those of spare workers included. */
  int most() {
    return all.size();
  }

  Slot of(WorkerKey key) {
    return all.get(key.slot());
  }

  /** Returns the worker with that key; null if it has ended, even if another took its place. */
  @Nullable Worker find(WorkerKey key) {
    Worker worker = of(key).worker();
    return worker != null && worker.key().equals(key) ? worker : null;
  }

  void forEachWorker(Consumer<Worker> action) {
    for (Slot slot : all) {
      Worker worker = slot.worker();
      if (worker != null) {
        action.accept(worker);
      }
    }
  }

  /** Returns the number of workers whose process has not been joined. */
  int live() {
    return live(all);
  }

  /** As {@link #live()}, in these slots. */
  static int live(List<Slot> slots) {
    int live = 0;
    for (Slot slot : slots) {
      live += slot.worker() == null ? 0 : 1;
    }
    return live;
  }

  /** Returns what happens in all slots, for people. Empty slots of spare workers are left out. */
  List<WorkerActivity> activities(long now) {
    List<WorkerActivity> activities = new ArrayList<>(all.size());
    for (Slot slot : all) {
      if (slot.index() < size || slot.worker() != null) {
        activities.add(slot.activity(now));
      }
    }
    return activities;
  }
}
