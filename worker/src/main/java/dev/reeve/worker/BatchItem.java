package dev.reeve.worker;

import org.jspecify.annotations.Nullable;

/**
 * One task of a batch: its request, and the place for its answer. The first answer counts; a later
 * one is refused. Any thread may answer until {@link BatchHandler#handleAll} returns.
 *
 * @param <Q> the request
 * @param <R> the result
 */
public interface BatchItem<Q, R> {

  /** Returns the task's payload. */
  Q request();

  /** Returns the task's attempt, as a handler of single tasks gets it. */
  TaskContext context();

  /**
   * Answers with a result.
   *
   * @param result null becomes the JSON {@code null}
   * @throws IllegalStateException if the item has an answer, or {@code handleAll} has returned
   */
  void succeed(@Nullable R result);

  /**
   * Answers with an error; the other items go on.
   *
   * @param reason as if a handler of single tasks had thrown it; {@link TaskFailedException}
   *     chooses the type of the error
   * @throws IllegalStateException if the item has an answer, or {@code handleAll} has returned
   */
  void fail(Throwable reason);
}
