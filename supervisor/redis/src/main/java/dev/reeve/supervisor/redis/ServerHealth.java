package dev.reeve.supervisor.redis;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells people once when a server is away, and when it is back. Thread-safe. */
final class ServerHealth {
  private final RedisServer server;
  private final Consumer<String> messages;
  private @Nullable String trouble;

  ServerHealth(RedisServer server, Consumer<String> messages) {
    this.server = server;
    this.messages = messages;
  }

  synchronized void failed(BrokerException e) {
    String reason = String.valueOf(e.getMessage());
    if (trouble == null) {
      messages.accept(reason + "; trying again");
    }
    trouble = reason;
  }

  synchronized void succeeded() {
    if (trouble != null) {
      trouble = null;
      messages.accept("the broker " + server + " answers again");
    }
  }

  /** Returns whether the last question was answered. */
  synchronized boolean isWell() {
    return trouble == null;
  }
}
