package dev.reeve.supervisor.model;

/**
 * A receiver of results. It is called on the supervisor's own thread: it must be quick, must not
 * block and must not throw.
 */
@FunctionalInterface
public interface ResultListener {
  /** Receives the result of a task. */
  void onResult(TaskResult result);
}
