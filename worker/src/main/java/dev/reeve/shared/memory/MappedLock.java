package dev.reeve.shared.memory;

/**
 * A lock between processes: a number in a mapped file, which says who has it. It is held for less
 * than a microsecond, unless its holder is halted, so nobody waits for it long. Threads of one
 * process exclude each other, too.
 */
final class MappedLock {
  private static final long FREE = 0;
  private static final int SPINS = 100;
  private static final int YIELDS = 20;

  private final QueueFile file;

  MappedLock(QueueFile file) {
    this.file = file;
  }

  /** Takes the lock; gives up within some microseconds. */
  boolean tryLock(int seat) {
    for (int i = 0; i < SPINS; i++) {
      if (take(seat)) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  /** As {@link #tryLock}, but lets other threads have the processor some times before. */
  @SuppressWarnings("ThreadPriorityCheck") // no event tells one process of another's memory
  boolean tryLockPatiently(int seat) {
    boolean locked = tryLock(seat);
    for (int i = 0; i < YIELDS && !locked; i++) {
      Thread.yield();
      locked = take(seat);
    }
    return locked;
  }

  private boolean take(int seat) {
    return file.current(QueueFile.LOCK_AT) == FREE
        && file.replace(QueueFile.LOCK_AT, FREE, holder(seat));
  }

  private static long holder(int seat) {
    return seat + 1L;
  }

  boolean isHeldBy(int seat) {
    return file.current(QueueFile.LOCK_AT) == holder(seat);
  }

  /** Gives the lock back. */
  void unlock() {
    file.publish(QueueFile.LOCK_AT, FREE);
  }
}
