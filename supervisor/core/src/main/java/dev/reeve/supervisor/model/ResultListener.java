package dev.reeve.supervisor.model;

/**
 * Receives results. Called on the supervisor's own thread: must be quick, must not block, must not
 * throw.
 */
@FunctionalInterface
public interface ResultListener {
  void onResult(TaskResult result);
}
