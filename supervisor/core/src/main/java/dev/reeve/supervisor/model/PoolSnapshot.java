package dev.reeve.supervisor.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a supervisor at a moment: what there was to do has been done, so the numbers agree
 * with each other, and all tasks that were submitted before are counted.
 *
 * @param queued waiting tasks, including those that wait for a retry
 * @param running running attempts
 * @param succeeded tasks that have succeeded
 * @param unsuccessful tasks that have ended in another way
 * @param failed tasks among these that failed, timed out or crashed; the others were cancelled or
 *     skipped
 * @param heldBack why no waiting task is started although workers may be idle, for people; null if
 *     none is held back so
 * @param workers one entry per slot
 * @param condition how the pool is set
 * @param insights what the workers have done with their time so far, and which tasks took longest
 */
public record PoolSnapshot(
    long queued,
    long running,
    long succeeded,
    long unsuccessful,
    long failed,
    @Nullable String heldBack,
    List<WorkerActivity> workers,
    PoolCondition condition,
    Insights insights) {
  public PoolSnapshot {
    workers = List.copyOf(workers);
  }

  /**
   * Makes a snapshot, without insights, of a pool that holds nothing back and whose workers are all
   * busy.
   */
  public PoolSnapshot(
      long queued,
      long running,
      long succeeded,
      long unsuccessful,
      long failed,
      List<WorkerActivity> workers) {
    this(
        queued,
        running,
        succeeded,
        unsuccessful,
        failed,
        null,
        workers,
        new PoolCondition(workers.size(), false, 0, WaitReason.BUSY),
        Insights.NONE);
  }

  /**
   * The state of one worker.
   *
   * @param slot the worker's place in the pool, from 0
   * @param state word for people: unused if the slot has had no process, starting, idle, busy,
   *     draining, exited
   * @param pid process id; 0 if there is no process now
   * @param taskId id of the running task; null if there is none
   * @param taskNanos time since that task was started, in nanoseconds
   * @param progress last message of the handler about its progress; null if there is none
   * @param attempt number of the running attempt at the task, from 1; 0 if there is none
   */
  public record WorkerActivity(
      int slot,
      String state,
      long pid,
      @Nullable String taskId,
      long taskNanos,
      @Nullable String progress,
      int attempt) {

    /** Makes the state of a worker that has not run its task before. */
    public WorkerActivity(
        int slot,
        String state,
        long pid,
        @Nullable String taskId,
        long taskNanos,
        @Nullable String progress) {
      this(slot, state, pid, taskId, taskNanos, progress, taskId == null ? 0 : 1);
    }
  }
}
