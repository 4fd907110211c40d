package dev.reeve.supervisor.model;

import java.time.Duration;

/**
 * The use that one worker process, or several of them, made of their time.
 *
 * @param starting from the start of the process until it was ready, its hook included
 * @param working in handlers, as the worker measured it
 * @param waiting ready and not in a handler: for tasks, for messages, for Reeve itself
 * @param ending from the request to end, or the signal, until the process was joined
 */
public record WorkerTimes(Duration starting, Duration working, Duration waiting, Duration ending) {

  /** The times of no process. */
  public static final WorkerTimes NONE =
      new WorkerTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** Returns the sum of these times and others. */
  public WorkerTimes plus(WorkerTimes other) {
    return new WorkerTimes(
        starting.plus(other.starting),
        working.plus(other.working),
        waiting.plus(other.waiting),
        ending.plus(other.ending));
  }

  /** Returns the whole time. */
  public Duration total() {
    return starting.plus(working).plus(waiting).plus(ending);
  }
}
