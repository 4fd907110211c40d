package dev.reeve.supervisor.engine;

import dev.reeve.shared.server.SharedCallHandler;
import dev.reeve.supervisor.engine.worker.TaskHost;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** A loop as others see it whose workers use its shared objects and have it run their tasks. */
public final class LoopHost {
  private final EventLoop loop;
  private final int firstSlot;

  /**
   * @param firstSlot number by which the host knows the worker in slot 0 of its guest
   */
  LoopHost(EventLoop loop, int firstSlot) {
    this.loop = loop;
    this.firstSlot = firstSlot;
  }

  /** What the workers of a guest are served by, in place of the guest's own. */
  public record Services(SharedCallHandler shared, TaskHost tasks) {}

  /**
   * Takes note of the guest, until it has ended.
   *
   * @param ended completes then, on whatever thread
   */
  void receive(CompletableFuture<?> ended) {
    loop.guestCame();
    CompletableFuture<?> unused = ended.whenComplete((summary, fault) -> loop.guestLeft());
  }

  /**
   * @param guest posts an event to the other loop; false once it takes none any more
   */
  Services servicesFor(Predicate<Runnable> guest) {
    return new Services(
        new HostSharedCalls(loop.shared(), firstSlot, guest), new HostTasks(loop, guest));
  }
}
