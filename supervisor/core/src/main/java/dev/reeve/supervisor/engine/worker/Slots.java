package dev.reeve.supervisor.engine.worker;

import dev.reeve.supervisor.process.WorkerKey;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All places of a pool, and behind them those of spare workers. */
public final class Slots {
  private final int size;
  private final Slot[] all;

  /**
   * @param size of the pool
   * @param spares workers beyond it
   */
  Slots(int size, int spares) {
    this.size = size;
    this.all = new Slot[size + spares];
    Random jitter = new Random();
    for (int i = 0; i < all.length; i++) {
      all[i] = new Slot(i, new RestartIntensity(jitter));
    }
  }

  /** Not to be changed. */
  public Slot[] all() {
    return all;
  }

  /** Number of places in the pool itself. */
  public int size() {
    return size;
  }

  /** Number of places with those of spares. */
  public int most() {
    return all.length;
  }

  Slot of(WorkerKey key) {
    return all[key.slot()];
  }

  /** The worker of that name; null if it has gone, even if another has taken its place. */
  @Nullable Worker find(WorkerKey key) {
    Worker worker = of(key).worker;
    return worker != null && worker.key.equals(key) ? worker : null;
  }

  void forEachWorker(Consumer<Worker> action) {
    for (Slot slot : all) {
      if (slot.worker != null) {
        action.accept(slot.worker);
      }
    }
  }

  /** Workers whose process has not been joined. */
  public long live() {
    return live(0, all.length);
  }

  /** Those of them in these slots. */
  long live(int from, int to) {
    long live = 0;
    for (int i = from; i < to; i++) {
      live += all[i].worker == null ? 0 : 1;
    }
    return live;
  }
}
