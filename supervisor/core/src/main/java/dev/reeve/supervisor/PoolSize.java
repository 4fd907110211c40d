package dev.reeve.supervisor;

import dev.reeve.supervisor.engine.EventLoop;
import dev.reeve.supervisor.engine.worker.PoolCommand;

/** The number of workers of a pool, which callers may change. Thread-safe. */
final class PoolSize {
  private final EventLoop loop;
  private final TaskProcesses processes;
  private int workers;
  private int most;

  /**
   * @param processes have slots whose numbers must not be those of the pool
   */
  PoolSize(EventLoop loop, TaskProcesses processes, int workers) {
    this.loop = loop;
    this.processes = processes;
    this.workers = workers;
    this.most = workers;
  }

  synchronized int workers() {
    return workers;
  }

  /** Changes the number; without effect after the end of the pool. */
  synchronized void change(int count) {
    int newSlots = Math.max(0, count - most);
    boolean unused = loop.steer(new PoolCommand.Resize(count, processes.reserveSlots(newSlots)));
    most += newSlots;
    workers = count;
  }
}
