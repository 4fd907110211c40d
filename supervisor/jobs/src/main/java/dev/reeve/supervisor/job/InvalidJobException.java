package dev.reeve.supervisor.job;

import java.util.List;

/** A job document is invalid; nothing of it was run. */
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
   * All that is wrong, in the order of the document. Of more than 100 errors the first 100, and one
   * without a line that says how many there are besides.
   */
  public List<JobError> errors() {
    return errors;
  }
}
