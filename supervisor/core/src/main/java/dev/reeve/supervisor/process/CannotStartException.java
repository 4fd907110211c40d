package dev.reeve.supervisor.process;

/** Thrown if no worker process has been started. A process that had been created has ended. */
final class CannotStartException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient StartFailure failure;

  CannotStartException(StartFailure failure) {
    super(failure.message());
    this.failure = failure;
  }

  StartFailure failure() {
    return failure;
  }
}
