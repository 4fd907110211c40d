package dev.reeve.supervisor;

import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import org.jspecify.annotations.Nullable;

/** Thrown if the worker process ended during the last attempt. */
public final class WorkerCrashedException extends TaskException {
  private static final long serialVersionUID = 1L;

  WorkerCrashedException(TaskResult result) {
    super(result);
  }

  /** Returns the process id of the worker; 0 if it is not known. */
  public long pid() {
    TaskResult.WorkerRef worker = result().worker();
    return worker == null ? 0 : worker.pid();
  }

  /** Returns the worker's exit code; null only if it could not be joined. */
  public @Nullable Integer exitCode() {
    TaskError error = result().error();
    return error == null ? null : error.exitCode();
  }

  /**
   * Returns the name of the signal that ended the worker, such as {@code KILL}, derived from its
   * exit code; null if none did.
   */
  public @Nullable String signal() {
    TaskError error = result().error();
    return error == null ? null : error.signal();
  }

  /** Returns the end of the worker's standard error; null if it is not known. */
  public @Nullable String stderrTail() {
    TaskError error = result().error();
    return error == null ? null : error.stderrTail();
  }
}
