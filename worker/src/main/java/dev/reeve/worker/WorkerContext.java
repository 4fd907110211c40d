package dev.reeve.worker;

import dev.reeve.shared.SharedObjects;
import org.jspecify.annotations.Nullable;

/**
 * The worker process in which code runs, and its way to the supervisor. A {@link WorkerHook} gets
 * it, and so do handlers, by {@link TaskContext#worker()}:
 *
 * <pre>{@code
 * WorkerContext worker = context.worker();
 * Path scratch = folder.resolve("worker-" + worker.slot());
 * }</pre>
 *
 * <p>It may be kept for the worker's life. Any thread may use it.
 */
public interface WorkerContext {

  /**
   * Returns the worker's place in the pool, from 0. No other living worker has it; when this one
   * ends, its successor gets it.
   */
  int slot();

  /** Returns the number of processes that had this place before, from 0. */
  int generation();

  /** Returns the objects that all workers share. */
  SharedObjects shared();

  /** Returns a logger that writes to the worker's log, without the id of a task. */
  System.Logger logger();

  /**
   * Leaves a value for the program that started the pool. When the worker has ended, the program
   * gets it in the report of this process. The last call counts, and null takes back what was left;
   * a hook usually calls it in {@link WorkerHook#close}. The program gets no value of a worker that
   * crashes or is killed, and the summary of a run keeps at most 16 MiB of all.
   *
   * @param value a record, number, text, list or map, or {@link dev.reeve.json.Json}, at most 64
   *     KiB as JSON. It follows the rules of results, with its own class as the declared type
   * @throws IllegalArgumentException if the value is longer, or would arrive as another value
   */
  void exitResult(@Nullable Object value);
}
