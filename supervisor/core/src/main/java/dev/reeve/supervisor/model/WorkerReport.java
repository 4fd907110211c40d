package dev.reeve.supervisor.model;

import org.jspecify.annotations.Nullable;

/**
 * One worker process that was started, as the summary tells of it.
 *
 * @param slot its place in the pool, from 0
 * @param generation how many processes had that place before, from 0
 * @param pid its process id
 * @param exitCode of the process; null only if it could not be joined
 * @param signal name of the signal that ended it, as far as the exit code tells
 * @param tasks attempts that it answered
 * @param memory how its resident memory went
 * @param crashed whether it ended without having been asked to
 * @param reason why it ended, for people, without its exit status
 */
public record WorkerReport(
    int slot,
    int generation,
    long pid,
    @Nullable Integer exitCode,
    @Nullable String signal,
    long tasks,
    WorkerMemory memory,
    boolean crashed,
    String reason) {

  /** Of a process of whose memory no more than the peak is known. */
  public WorkerReport(
      int slot,
      int generation,
      long pid,
      @Nullable Integer exitCode,
      @Nullable String signal,
      long tasks,
      long peakResidentBytes,
      boolean crashed,
      String reason) {
    this(
        slot,
        generation,
        pid,
        exitCode,
        signal,
        tasks,
        new WorkerMemory(-1, -1, peakResidentBytes, false),
        crashed,
        reason);
  }

  /** The same under another slot. */
  public WorkerReport inSlot(int other) {
    return new WorkerReport(
        other, generation, pid, exitCode, signal, tasks, memory, crashed, reason);
  }

  /** The most memory seen resident; −1 if never told. */
  public long peakResidentBytes() {
    return memory.peakBytes();
  }
}
