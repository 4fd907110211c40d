package dev.reeve.supervisor.redis;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/**
 * A server cannot be reached or does not answer, for the time being. What was asked of it may have
 * been done.
 */
final class ServerAwayException extends BrokerException {
  private static final long serialVersionUID = 1;

  ServerAwayException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns whether there was no connection at all, so that nothing can have been done. */
  boolean nothingWasSent() {
    Throwable reason = reason(this);
    return reason instanceof ConnectException
        || reason instanceof NoRouteToHostException
        || reason instanceof UnknownHostException
        || (reason instanceof SocketTimeoutException
            && "connect timed out".equalsIgnoreCase(reason.getMessage()));
  }

  /** Returns the first cause; a failure to connect is a suppressed one. */
  static Throwable reason(Throwable failure) {
    Throwable reason = failure;
    while (true) {
      Throwable next = reason.getCause();
      if (next == null && reason.getSuppressed().length > 0) {
        next = reason.getSuppressed()[0];
      }
      if (next == null || next == reason) {
        return reason;
      }
      reason = next;
    }
  }
}
