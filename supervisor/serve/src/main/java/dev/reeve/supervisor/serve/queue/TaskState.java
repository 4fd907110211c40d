package dev.reeve.supervisor.serve.queue;

import java.util.Locale;

/** The states of a task in a queue, in their order. */
public enum TaskState {
  /** Accepted; the run has not taken it. */
  WAITING,
  /** The run has taken it; it may still wait for a worker. */
  RUNNING,
  /** It has a record, which will not change. */
  ENDED;

  /** Returns the word for people and interfaces, such as {@code waiting}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
