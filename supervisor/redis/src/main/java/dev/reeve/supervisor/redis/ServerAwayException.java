package dev.reeve.supervisor.redis;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
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
    for (Throwable each = getCause(); each != null; each = each.getCause()) {
      if (each instanceof ConnectException
          || each instanceof NoRouteToHostException
          || each instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }
}
