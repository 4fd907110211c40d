package dev.reeve.supervisor;

import dev.reeve.supervisor.model.TaskError;
import dev.reeve.supervisor.model.TaskResult;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a task did not succeed; there is a subclass for each reason. If the handler threw, the
 * cause is a {@link RemoteException} with the worker's stack.
 *
 * <pre>{@code
 * try {
 *   return pool.submit(Parse.class, "x").get();
 * } catch (ExecutionException e) {
 *   if (e.getCause() instanceof WorkerCrashedException crash) {
 *     throw new IOException("process " + crash.pid() + " ended with " + crash.exitCode(), crash);
 *   }
 *   throw e; // its cause is another TaskException, which names the task and the reason
 * }
 * }</pre>
 */
public abstract sealed class TaskException extends RuntimeException
    permits HandlerFailedException,
        TaskTimedOutException,
        WorkerCrashedException,
        TaskCancelledException {
  private static final long serialVersionUID = 1L;

  private final transient TaskResult result;

  TaskException(TaskResult result) {
    super(message(result), cause(result.error()));
    this.result = result;
  }

  /** Returns the exception for the result of a task that did not succeed. */
  static TaskException of(TaskResult result) {
    return switch (result.status()) {
      case SUCCEEDED, FAILED -> new HandlerFailedException(result);
      case TIMED_OUT -> new TaskTimedOutException(result);
      case CRASHED -> new WorkerCrashedException(result);
      case CANCELLED, SKIPPED -> new TaskCancelledException(result);
    };
  }

  private static String message(TaskResult result) {
    TaskError error = result.error();
    String reason = error == null ? result.status().word() : error.type() + ": " + error.message();
    return "task %s (%s): %s".formatted(result.id(), result.handler(), reason);
  }

  private static @Nullable Throwable cause(@Nullable TaskError error) {
    return error == null || error.stack() == null ? null : RemoteException.parse(error.stack());
  }

  /** Returns the task's result, with attempts, worker, times and error. */
  public TaskResult result() {
    return result;
  }

  /**
   * Returns the short name of the error: the class of the handler's exception, or a name such as
   * {@code InvalidPayload}.
   */
  public String type() {
    TaskError error = result.error();
    return error == null ? result.status().word() : error.type();
  }

  /**
   * Returns whether the handler threw an exception of that class or of a subclass. The exception
   * itself stays in the worker: its class is looked up here by the name that the worker has sent.
   * False if this program does not have that class, unless it is {@code type} itself by its name.
   *
   * <pre>{@code
   * if (failed.isA(IOException.class)) {
   *   tryAgainLater();
   * }
   * }</pre>
   */
  public boolean isA(Class<? extends Throwable> type) {
    return ThrownClass.isA(type(), type);
  }
}
