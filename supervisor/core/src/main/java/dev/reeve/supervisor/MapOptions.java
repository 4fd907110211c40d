package dev.reeve.supervisor;

import java.time.Duration;

/**
 * Options of a {@code map}. Immutable; begin with {@link #ORDERED} or {@link #UNORDERED}.
 *
 * <pre>{@code
 * MapOptions options = MapOptions.UNORDERED.withRetries(2).withTimeout(Duration.ofSeconds(5));
 * List<Integer> squares = supervisor.map(Square.class, List.of(1, 2, 3), options).toList();
 * }</pre>
 *
 * @param ordered whether results come in the order of the requests; otherwise as they are ready
 * @param lookAhead most requests taken from the input before their results are asked for, from 1; 0
 *     adapts the number to the speed of the workers
 * @param task options of each task
 * @param inputReadByCaller whether the thread that asks for results reads any input; otherwise only
 *     a {@link java.util.Collection}, while other inputs have a thread of their own
 */
public record MapOptions(
    boolean ordered, int lookAhead, TaskOptions task, boolean inputReadByCaller) {

  /** Results in the order of the requests. */
  public static final MapOptions ORDERED = new MapOptions(true, 0, TaskOptions.DEFAULT, false);

  /** Results as they are ready. */
  public static final MapOptions UNORDERED = new MapOptions(false, 0, TaskOptions.DEFAULT, false);

  /** Rejects values out of range with {@link IllegalArgumentException}. */
  public MapOptions {
    if (lookAhead < 0) {
      throw new IllegalArgumentException(
          "lookAhead must be at least 1, or 0 to adapt to the workers, not " + lookAhead);
    }
  }

  /** Returns a copy with that read-ahead, in requests, from 1. */
  public MapOptions withLookAhead(int requests) {
    if (requests < 1) {
      throw new IllegalArgumentException("lookAhead must be at least 1, not " + requests);
    }
    return new MapOptions(ordered, requests, task, inputReadByCaller);
  }

  /** Returns a copy with those options for each task. */
  public MapOptions withTask(TaskOptions options) {
    return new MapOptions(ordered, lookAhead, options, inputReadByCaller);
  }

  /**
   * Returns a copy with which the thread that asks for results also reads the input, whatever its
   * type; by default only a {@link java.util.Collection} is read so. For inputs that no other
   * thread may use, such as those of a database connection on which this thread works, too. Results
   * then wait while the input waits for its next element.
   */
  public MapOptions withInputReadByCaller() {
    return new MapOptions(ordered, lookAhead, task, true);
  }

  /** Returns a copy with a time limit for each attempt of each task; positive. */
  public MapOptions withTimeout(Duration limit) {
    return withTask(task.withTimeout(limit));
  }

  /** Returns a copy with that many attempts of each task after its first, from 0. */
  public MapOptions withRetries(int retries) {
    return withTask(task.withRetries(retries));
  }

  /** Returns a copy with that priority for each task; higher first, 0 by default. */
  public MapOptions withPriority(int priority) {
    return withTask(task.withPriority(priority));
  }

  /** Returns the read-ahead for a pool of that many workers. */
  ReadAhead lookAhead(int workers) {
    return lookAhead > 0
        ? ReadAhead.fixed(lookAhead)
        : ReadAhead.adapting(workers, System::nanoTime);
  }
}
