package dev.reeve.supervisor;

/**
 * How a {@code map} goes about it. Immutable; begin with {@link #ORDERED} or {@link #UNORDERED}.
 *
 * @param ordered whether results come in the order of the requests, otherwise as they are ready
 * @param lookAhead how many requests may be taken from the input before their results are asked
 *     for, from 1; 0: as many as keep the workers busy, which is found out by the way
 * @param task for each task
 */
public record MapOptions(boolean ordered, int lookAhead, TaskOptions task) {

  /** Results in the order of the requests. */
  public static final MapOptions ORDERED = new MapOptions(true, 0, TaskOptions.DEFAULT);

  /** Results as they are ready. */
  public static final MapOptions UNORDERED = new MapOptions(false, 0, TaskOptions.DEFAULT);

  /** Rejects values out of range with {@link IllegalArgumentException}. */
  public MapOptions {
    if (lookAhead < 0) {
      throw new IllegalArgumentException("lookAhead must be at least 1, not " + lookAhead);
    }
  }

  /** The same with that bound, from 1. */
  public MapOptions withLookAhead(int requests) {
    if (requests < 1) {
      throw new IllegalArgumentException("lookAhead must be at least 1, not " + requests);
    }
    return new MapOptions(ordered, requests, task);
  }

  /** The same with those options for each task. */
  public MapOptions withTask(TaskOptions options) {
    return new MapOptions(ordered, lookAhead, options);
  }

  /** For a pool of so many workers. */
  ReadAhead lookAhead(int workers) {
    return lookAhead > 0
        ? ReadAhead.fixed(lookAhead)
        : ReadAhead.adapting(workers, System::nanoTime);
  }
}
