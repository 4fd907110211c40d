package dev.reeve.supervisor.model;

import dev.reeve.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A worker process that has ended.
 *
 * @param slot the worker's place in the pool, from 0
 * @param generation number of processes that had that place before, from 0
 * @param pid process id
 * @param exitCode exit code; null only if the process could not be joined
 * @param signal name of the signal that ended it, derived from the exit code; null if none did
 * @param tasks attempts that the worker answered
 * @param memory its resident memory
 * @param crashed whether it ended without having been asked to
 * @param reason reason for its end, for people, without the exit status
 * @param times what it did with its time
 * @param exitResult what code in the worker left for this program, by {@code
 *     WorkerContext.exitResult}; null if it left nothing, crashed or was killed
 * @param exitResultDropped whether it left an exit result that the summary has not kept, because
 *     all would take more than {@link #MAX_EXIT_RESULTS_BYTES}; a listener gets it
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
    String reason,
    WorkerTimes times,
    @Nullable Json exitResult,
    boolean exitResultDropped) {

  /** Number of bytes that all exit results in the summary of a run take at most, as JSON. */
  public static final int MAX_EXIT_RESULTS_BYTES = 16 << 20;

  /** Makes the report of a process whose times are not known, and that left nothing. */
  public WorkerReport(
      int slot,
      int generation,
      long pid,
      @Nullable Integer exitCode,
      @Nullable String signal,
      long tasks,
      WorkerMemory memory,
      boolean crashed,
      String reason) {
    this(
        slot,
        generation,
        pid,
        exitCode,
        signal,
        tasks,
        memory,
        crashed,
        reason,
        WorkerTimes.NONE,
        null,
        false);
  }

  /** Returns the same report after its exit result was dropped. */
  public WorkerReport withoutExitResult() {
    return new WorkerReport(
        slot, generation, pid, exitCode, signal, tasks, memory, crashed, reason, times, null, true);
  }

  /** Returns the largest resident memory in bytes; −1 if unknown. */
  public long peakResidentBytes() {
    return memory.peakBytes();
  }
}
