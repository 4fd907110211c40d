package dev.reeve.shared.memory;

/**
 * A lock between processes: a number in a queue's file that names the seat of its holder. It is
 * held for less than a microsecond unless its holder is halted, so a short spin is enough to get
 * it. Threads of one process exclude each other, too.
 */
final class MappedLock {
  private static final long FREE = 0;
  private static final int SPINS = 100;
  private static final int YIELDS = 20;

  private final QueueFile file;

  MappedLock(QueueFile file) {
    this.file = file;
  }

  /** Takes the lock; gives up after some microseconds and returns false. */
  boolean tryLock(int seat) {
    for (int i = 0; i < SPINS; i++) {
      if (take(seat)) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  /** Takes the lock as {@link #tryLock} does, but yields to other threads before it gives up. */
  @SuppressWarnings("ThreadPriorityCheck") // no event tells one process of another's memory
  boolean tryLockYielding(int seat) {
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

  /** Releases the lock. */
  void unlock() {
    file.publish(QueueFile.LOCK_AT, FREE);
  }
}
