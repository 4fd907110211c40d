package dev.reeve.worker.runtime;

import org.jspecify.annotations.Nullable;

/** A payload is not what its handler takes. */
final class InvalidPayloadException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;

  InvalidPayloadException(String problem, @Nullable Throwable cause) {
    super(problem, cause);
    this.problem = problem;
  }

  /** Where in the payload, and what. */
  String problem() {
    return problem;
  }
}
