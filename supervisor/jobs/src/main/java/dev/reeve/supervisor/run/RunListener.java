package dev.reeve.supervisor.run;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.results.OutputFailure;

/**
 * Is told of what a front end may want to say while a run goes on. Called on the run's own threads:
 * must be quick, must not block, must not throw.
 */
public interface RunListener {

  /** An output failed: it gets no more results, and the run is drained. */
  default void outputFailed(OutputFailure failure) {}

  /**
   * Reading the source failed: no further tasks come; those that were read are run.
   *
   * @param failure an {@link java.io.IOException} if the input broke off; else a fault
   */
  default void sourceFailed(Throwable failure) {}

  /** Something is not as it should be, but nothing is lost; the message is for people. */
  default void warning(String message) {}

  /** A task runs again although the journal has ended it, because its content has changed. */
  default void taskChanged(Task task) {}
}
