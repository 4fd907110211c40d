package dev.reeve.supervisor.serve.queue;

import dev.reeve.text.Quote;

/** Thrown if the queue has another task with the same id. */
public final class IdTakenException extends SubmissionException {
  private static final long serialVersionUID = 1L;

  private final String id;

  IdTakenException(String id) {
    super(
        "the id "
            + Quote.of(id)
            + " is taken by a task with other content; use another id, or wait until that task is"
            + " forgotten");
    this.id = id;
  }

  /** Returns the id. */
  public String id() {
    return id;
  }
}
