package dev.reeve.supervisor.engine;

import dev.reeve.supervisor.engine.worker.PoolServices;
import dev.reeve.supervisor.process.WorkerControl;
import dev.reeve.supervisor.process.WorkerKey;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A loop as other loops, its guests, use it: it has the shared objects for their workers and runs
 * the tasks that these submit. Any thread.
 */
public final class LoopHost {
  private final EventLoop loop;

  LoopHost(EventLoop loop) {
    this.loop = loop;
  }

  /**
   * Counts the guest among the users of the shared objects until it has ended.
   *
   * @param ended completes when the guest has ended, on any thread
   */
  void receive(CompletableFuture<?> ended) {
    loop.guestArrived();
    CompletableFuture<?> unused = ended.whenComplete((summary, fault) -> loop.guestLeft());
  }

  /** Returns what a guest's pool uses instead of services of its own. */
  PoolServices servicesFor(Inbox guest, Function<WorkerKey, WorkerControl> launcher) {
    return new PoolServices(
        launcher, new HostSharedCalls(loop.shared(), guest), new HostTasks(loop, guest));
  }
}
