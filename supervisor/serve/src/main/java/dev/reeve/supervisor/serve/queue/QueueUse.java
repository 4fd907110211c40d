package dev.reeve.supervisor.serve.queue;

/**
 * The room that tasks take which have not ended, with those that are not safe yet. Not thread-safe.
 */
final class QueueUse {
  private final QueueBounds bounds;
  private final DiskUse disk;
  private long tasks;
  private long bytes;

  QueueUse(QueueBounds bounds) {
    this.bounds = bounds;
    this.disk = new DiskUse(bounds.diskBytes());
  }

  DiskUse disk() {
    return disk;
  }

  /**
   * Requires room for a task.
   *
   * @param durable whether it will be in the folder
   * @throws QueueFullException if there is none; the first task has room, however large
   */
  void requireRoom(long taskBytes, boolean durable) throws QueueFullException {
    if (tasks >= bounds.maxTasks()) {
      throw new QueueFullException(QueueFullException.Bound.TASKS, tasks, bounds.maxTasks(), 1);
    }
    if (tasks > 0 && bytes + taskBytes > bounds.maxBytes()) {
      throw new QueueFullException(
          QueueFullException.Bound.BYTES, bytes, bounds.maxBytes(), taskBytes);
    }
    if (durable && tasks > 0 && disk.bytes() + taskBytes > disk.limit()) {
      throw new QueueFullException(
          QueueFullException.Bound.DISK, disk.bytes(), disk.limit(), taskBytes);
    }
  }

  void add(QueuedTask task) {
    tasks++;
    bytes += task.bytes();
  }

  void remove(QueuedTask task) {
    tasks--;
    bytes -= task.bytes();
  }

  long tasks() {
    return tasks;
  }

  long bytes() {
    return bytes;
  }
}
