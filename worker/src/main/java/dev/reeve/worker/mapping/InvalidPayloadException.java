package dev.reeve.worker.mapping;

import org.jspecify.annotations.Nullable;

/** A payload is not what its handler takes. */
public final class InvalidPayloadException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;

  InvalidPayloadException(String problem, @Nullable Throwable cause) {
    super(problem, cause);
    this.problem = problem;
  }

  /** Where in the payload, and what. */
  public String problem() {
    return problem;
  }
}
