package dev.reeve.worker.runtime.handler;

/** Thrown if the handlers on the class path can't be registered; the message names the class. */
public final class InvalidHandlersException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidHandlersException(String message) {
    super(message);
  }

  InvalidHandlersException(String message, Throwable cause) {
    super(message, cause);
  }
}
