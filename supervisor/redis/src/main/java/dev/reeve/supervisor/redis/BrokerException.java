package dev.reeve.supervisor.redis;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A broker cannot be used as asked; the message is for people and holds no password. */
public class BrokerException extends IOException {
  private static final long serialVersionUID = 1;

  private final boolean refusal;

  BrokerException(String message) {
    super(message);
    this.refusal = false;
  }

  BrokerException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  BrokerException(String message, @Nullable Throwable cause, boolean refusal) {
    super(message, cause);
    this.refusal = refusal;
  }

  /** Returns whether the server refuses the user or the password. */
  public boolean isRefusal() {
    return refusal;
  }
}
