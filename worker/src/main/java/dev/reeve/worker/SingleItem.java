package dev.reeve.worker;

import org.jspecify.annotations.Nullable;

/** The only item of a batch of one, whose answer goes to the caller. */
final class SingleItem<Q, R> implements BatchItem<Q, R> {
  private final Q request;
  private final TaskContext context;
  private boolean answered;
  private @Nullable R result;
  private @Nullable Throwable reason;

  SingleItem(Q request, TaskContext context) {
    this.request = request;
    this.context = context;
  }

  @Override
  public Q request() {
    return request;
  }

  @Override
  public TaskContext context() {
    return context;
  }

  @Override
  public synchronized void succeed(@Nullable R answer) {
    requireNoAnswer();
    result = answer;
  }

  @Override
  public synchronized void fail(Throwable why) {
    requireNoAnswer();
    reason = why;
  }

  private void requireNoAnswer() {
    if (answered) {
      throw new IllegalStateException("task " + context.taskId() + " has an answer already");
    }
    answered = true;
  }

  /** Returns the result, or throws what the item failed with. */
  synchronized @Nullable R result() throws Exception {
    if (reason instanceof Error error) {
      throw error;
    }
    if (reason instanceof Exception exception) {
      throw exception;
    }
    if (!answered) {
      throw new IllegalStateException("handleAll returned without an answer");
    }
    return result;
  }
}
