package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.model.Insights.SlotUse;
import dev.reeve.supervisor.model.PoolSnapshot.WorkerActivity;
import dev.reeve.supervisor.model.RestartPolicy;
import dev.reeve.supervisor.process.WorkerKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All slots of a pool, and behind them those of spare workers. When the pool is made smaller, slots
 * of it become slots of spare workers, and the other way round.
 */
final class Slots {
  private final int spares;
  private final RestartPolicy restarts;
  private final Random jitter = new Random();

  /** In the order of their numbers. Those that the pool begins with have their number as index. */
  private final List<Slot> numbered = new ArrayList<>();

  private List<Slot> all = List.of();
  private List<Slot> regular = List.of();
  private List<Slot> spare = List.of();

  Slots(PoolSettings settings) {
    this.spares = settings.spares();
    this.restarts = settings.restarts();
    grow(settings.workers(), settings.firstSlot());
  }

  /**
   * Changes the size of the pool. Slots without a worker leave it first, then those with an idle
   * one, then those with a busy one.
   *
   * @param firstNew number of the first slot that is made, if more are needed than ever before
   */
  void resize(int size, int firstNew) {
    if (size > size()) {
      grow(size, firstNew);
    } else {
      shrink(size);
    }
  }

  private void grow(int size, int firstNew) {
    for (int number = firstNew; numbered.size() < size + spares; number++) {
      numbered.add(new Slot(number, new RestartIntensity(restarts, jitter)));
    }
    int missing = size - size();
    for (Slot slot : numbered) {
      if (missing > 0 && slot.isSpare()) {
        slot.joinPool();
        missing--;
      }
    }
    arrange();
  }

  private void shrink(int size) {
    List<Slot> leaving = new ArrayList<>(regular);
    leaving.sort(
        Comparator.comparingInt(Slots::useOf)
            .thenComparing(Comparator.comparingInt(Slot::index).reversed()));
    leaving.subList(0, size() - size).forEach(Slot::leavePool);
    arrange();
  }

  /** Returns how much the worker of a slot is needed: the less, the sooner it goes. */
  private static int useOf(Slot slot) {
    Worker worker = slot.worker();
    if (worker == null) {
      return 0;
    }
    return switch (worker.state()) {
      case DRAINING, EXITED -> 1;
      case IDLE -> 2;
      case STARTING -> 3;
      case BUSY -> 4;
    };
  }

  private void arrange() {
    List<Slot> pool = new ArrayList<>(numbered.size());
    List<Slot> others = new ArrayList<>();
    for (Slot slot : numbered) {
      (slot.isSpare() ? others : pool).add(slot);
    }
    int size = pool.size();
    pool.addAll(others);
    all = List.copyOf(pool);
    regular = all.subList(0, size);
    spare = all.subList(size, all.size());
  }

  /** Returns all slots, those of the pool itself first. */
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
    return of(worker.key()).isSpare();
  }

  /** Returns the number of slots of the pool itself. */
  int size() {
    return regular.size();
  }

  /** Returns the number of all slots, those of spare workers included. */
  int most() {
    return all.size();
  }

  Slot of(WorkerKey key) {
    int number = key.slot();
    if (number < numbered.size() && numbered.get(number).index() == number) {
      return numbered.get(number);
    }
    for (Slot slot : numbered) {
      if (slot.index() == number) {
        return slot;
      }
    }
    throw new IllegalStateException("there is no slot of " + key);
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

  /** Returns the number of attempts that run now; a worker runs several if they are a batch. */
  long runningAttempts() {
    long running = 0;
    for (Slot slot : numbered) {
      Worker worker = slot.worker();
      running += worker == null ? 0 : worker.attempts().started();
    }
    return running;
  }

  /** Returns what happens in all slots, for people. Empty slots of spare workers are left out. */
  List<WorkerActivity> activities(long now) {
    List<WorkerActivity> activities = new ArrayList<>(all.size());
    for (Slot slot : numbered) {
      if (!slot.isSpare() || slot.worker() != null) {
        activities.add(slot.activity(now));
      }
    }
    return activities;
  }

  /** Returns the use of all slots that had a process, by number. */
  List<SlotUse> uses(long now) {
    List<SlotUse> uses = new ArrayList<>(numbered.size());
    for (Slot slot : numbered) {
      SlotUse use = slot.use(now);
      if (use != null) {
        uses.add(use);
      }
    }
    return uses;
  }
}
