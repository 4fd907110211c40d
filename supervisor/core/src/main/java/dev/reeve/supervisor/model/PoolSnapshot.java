package dev.reeve.supervisor.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor is doing at a moment.
 *
 * @param queued tasks that wait, those for a retry included
 * @param running attempts that run
 * @param succeeded tasks ended well
 * @param unsuccessful tasks ended otherwise
 * @param workers one entry per slot
 */
public record PoolSnapshot(
    long queued, long running, long succeeded, long unsuccessful, List<WorkerActivity> workers) {
  public PoolSnapshot {
    workers = List.copyOf(workers);
  }

  /**
   * What a worker is doing.
   *
   * @param slot its place in the pool, from 0
   * @param state word for people: starting, idle, busy, draining, exited
   * @param pid of the process; 0 if there is none now
   * @param taskId what it runs
   * @param taskNanos for how long it has been running that
   * @param progress what the handler told last
   */
  public record WorkerActivity(
      int slot,
      String state,
      long pid,
      @Nullable String taskId,
      long taskNanos,
      @Nullable String progress) {}
}
