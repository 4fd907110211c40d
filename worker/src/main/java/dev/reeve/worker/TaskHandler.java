package dev.reeve.worker;

import dev.reeve.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A handler does one kind of work. A task names it, and the worker calls it with the task's
 * payload:
 *
 * <pre>{@code
 * @HandlerName("text/count")
 * public final class CountWords implements TaskHandler<CountWords.Request, CountWords.Counts> {
 *   public record Request(String text) {}
 *
 *   public record Counts(int words) {}
 *
 *   @Override
 *   public Counts handle(Request request, TaskContext context) {
 *     return new Counts(request.text().split(" ").length);
 *   }
 * }
 * }</pre>
 *
 * <p>Workers find handlers by {@link java.util.ServiceLoader}. So the class must be public, with a
 * public constructor without parameters, a {@link HandlerName}, and a line in {@code
 * META-INF/services/dev.reeve.worker.TaskHandler}. A handler that an embedding program names by its
 * class needs only the constructor, which need not be public.
 *
 * <p>A worker creates one instance, at the first task for it, and always calls it on the same
 * thread. If it is {@link AutoCloseable} it is closed when the worker ends.
 *
 * @param <Q> the request: a record, or any class that Jackson can read; {@link Json} for the JSON
 *     as it came. Unknown fields are refused, and an optional field is null when it is missing
 * @param <R> the result: a record, or any class that Jackson can write; {@link Json}; {@link Void}
 *     for none
 */
public interface TaskHandler<Q, R> {

  /**
   * Does the work of one attempt.
   *
   * @param request the task's payload
   * @return the result; null becomes the JSON {@code null}
   * @throws InterruptedException when the attempt was cancelled or reached its time limit: let it
   *     through
   * @throws TaskFailedException to choose the error's type, or to report a process that ended
   * @throws Exception to fail the attempt with the class and message of the exception
   */
  @Nullable R handle(Q request, TaskContext context) throws Exception;
}
