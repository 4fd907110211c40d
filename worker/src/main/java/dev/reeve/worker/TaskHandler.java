package dev.reeve.worker;

import dev.reeve.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Does one kind of work. Workers find handlers by {@link java.util.ServiceLoader}: an
 * implementation has a public constructor without parameters, a {@link HandlerName}, and a line in
 * {@code META-INF/services/dev.reeve.worker.TaskHandler}.
 *
 * <p>A worker makes one instance, at the first task for it, reuses it for every further one, always
 * on the same thread, and closes it at the end if it is {@link AutoCloseable}.
 *
 * @param <Q> the request: a record (or any class Jackson can read), or {@link Json} for the JSON as
 *     it came
 * @param <R> the result: a record (or any class Jackson can write), {@link Json}, or {@link Void}
 *     for none
 */
public interface TaskHandler<Q, R> {

  /**
   * Does the work of one attempt.
   *
   * @param request the task's payload
   * @return the result; null becomes the JSON {@code null}
   * @throws InterruptedException when the task was cancelled or reached its time limit and the
   *     handler gave up
   * @throws TaskFailedException to choose the error's type, or to tell of a process that ended
   * @throws Exception anything else fails the attempt with the exception's class and message
   */
  @Nullable R handle(Q request, TaskContext context) throws Exception;
}
