package dev.reeve.protocol;

import dev.reeve.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code shutdown}: the worker has finished and sent all other messages.
 *
 * @param tasks number of {@code task/run} requests that the worker has answered
 * @param memory of the worker
 * @param exitResult any JSON that code in the worker has left for the program that started it; null
 *     if it left nothing
 */
public record ShutdownResult(long tasks, MemoryUse memory, @Nullable Json exitResult) {

  /** Makes the result of a worker that leaves nothing for the program. */
  public ShutdownResult(long tasks, MemoryUse memory) {
    this(tasks, memory, null);
  }
}
