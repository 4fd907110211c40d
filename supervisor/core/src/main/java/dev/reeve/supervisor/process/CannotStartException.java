package dev.reeve.supervisor.process;

/** A process was not started, or it is gone again before anything was told of it. */
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
