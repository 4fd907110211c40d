package dev.reeve.supervisor.redis;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A broker cannot be used as asked; the message is for people and holds no password. */
public class BrokerException extends IOException {
  private static final long serialVersionUID = 1;

  BrokerException(String message) {
    super(message);
  }

  BrokerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
