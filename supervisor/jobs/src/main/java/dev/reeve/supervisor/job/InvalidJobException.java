package dev.reeve.supervisor.job;

import java.util.List;

/** Thrown if a job document is invalid; none of its tasks was run. */
public final class InvalidJobException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<JobError> errors;

  /**
   * @param errors at least one
   */
  public InvalidJobException(List<JobError> errors) {
    super(errors.size() == 1 ? errors.get(0).toString() : summary(errors));
    this.errors = List.copyOf(errors);
  }

  private static String summary(List<JobError> errors) {
    return errors.size() + " errors, the first: " + errors.get(0);
  }

  /**
   * Returns all errors in the order of the document. If there are more than 100, returns the first
   * 100 and one more, without a line, that tells how many were left out.
   */
  public List<JobError> errors() {
    return errors;
  }
}
