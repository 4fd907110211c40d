package dev.reeve.supervisor.redis;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;

/**
 * A server cannot be reached or does not answer, for the time being. What was asked of it may have
 * been done.
 */
final class ServerAwayException extends BrokerException {
  private static final long serialVersionUID = 1;

  /** Causes may lead round in a circle. */
  private static final int MOST_CAUSES = 20;

  ServerAwayException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Returns the exception for a failure of the connection.
   *
   * @param mayLackCertificate whether the server has never answered, and was shown no certificate
   */
  static ServerAwayException of(
      BrokerAddress address, Exception failure, boolean mayLackCertificate) {
    Throwable reason = reason(failure);
    String why =
        reason.getMessage() == null ? reason.getClass().getSimpleName() : reason.getMessage();
    boolean isCertificate = reason instanceof GeneralSecurityException;
    return new ServerAwayException(
        "cannot reach the broker %s: %s%s%s"
            .formatted(
                address,
                isCertificate ? "its certificate is not accepted: " : "",
                why,
                advice(address, reason, why, mayLackCertificate)),
        failure);
  }

  private static String advice(
      BrokerAddress address, Throwable reason, String why, boolean mayLackCertificate) {
    if (why.startsWith("Unknown reply")) {
      return "; it does not answer as Redis does";
    }
    if (!address.encrypted()) {
      return "";
    }
    if (reason instanceof SocketTimeoutException) {
      return "; if it encrypts nothing, name it by redis:// instead of rediss://";
    }
    return mayLackCertificate && hasHungUp(reason)
        ? "; if it asks for a certificate, name one: --broker-certificate, --broker-key"
        : "";
  }

  private static boolean hasHungUp(Throwable reason) {
    return reason.getClass() == SocketException.class;
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

  /** Returns whether there was a connection, and it broke. */
  boolean isBrokenConnection() {
    return !nothingWasSent() && !(reason(this) instanceof SocketTimeoutException);
  }

  /** Returns the first cause; a failure to connect is a suppressed one. */
  static Throwable reason(Throwable failure) {
    Throwable reason = firstCause(failure);
    Throwable[] others = reason.getSuppressed();
    return others.length == 0 ? reason : firstCause(others[0]);
  }

  private static Throwable firstCause(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < MOST_CAUSES && cause.getCause() != null; i++) {
      cause = cause.getCause();
    }
    return cause;
  }
}
