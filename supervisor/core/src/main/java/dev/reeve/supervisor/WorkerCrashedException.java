package dev.reeve.supervisor;

import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import org.jspecify.annotations.Nullable;

/** The worker's process ended under the last attempt. */
public final class WorkerCrashedException extends TaskException {
  private static final long serialVersionUID = 1L;

  WorkerCrashedException(TaskResult result) {
    super(result);
  }

  /** Process id of the worker; 0 if that is not known. */
  public long pid() {
    TaskResult.WorkerRef worker = result().worker();
    return worker == null ? 0 : worker.pid();
  }

  /** Its exit code; null only if it could not be joined. */
  public @Nullable Integer exitCode() {
    TaskError error = result().error();
    return error == null ? null : error.exitCode();
  }

  /**
   * Name of the signal that ended it, such as {@code KILL}, as far as its exit code tells; null if
   * it speaks of none.
   */
  public @Nullable String signal() {
    TaskError error = result().error();
    return error == null ? null : error.signal();
  }

  /** The last of what it wrote to standard error; null if that is not known. */
  public @Nullable String stderrTail() {
    TaskError error = result().error();
    return error == null ? null : error.stderrTail();
  }
}
