package dev.reeve.supervisor.job;

import java.util.List;

/** A job document is invalid; nothing of it was run. */
public final class InvalidJobException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<JobError> errors;

  public InvalidJobException(List<JobError> errors) {
    super(errors.size() + " errors, the first: " + errors.get(0));
    this.errors = List.copyOf(errors);
  }

  /** All that is wrong, in the order of the document. */
  public List<JobError> errors() {
    return errors;
  }
}
