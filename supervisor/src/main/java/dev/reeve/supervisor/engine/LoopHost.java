package dev.reeve.supervisor.engine;

import java.util.function.Predicate;

/** What the workers of another loop may use of a loop: its shared objects. */
public final class LoopHost {
  private final SharedHost shared;
  private final int firstSlot;

  /**
   * @param shared for any thread
   * @param firstSlot number by which the host knows the worker in slot 0 of its guest
   */
  LoopHost(SharedHost shared, int firstSlot) {
    this.shared = shared;
    this.firstSlot = firstSlot;
  }

  /**
   * @param guest posts an event to the other loop; false once it takes none any more
   */
  SharedHost sharedFor(Predicate<Runnable> guest) {
    return new ReturningShared(shared, firstSlot, guest);
  }
}
