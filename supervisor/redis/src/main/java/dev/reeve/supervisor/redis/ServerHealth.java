package dev.reeve.supervisor.redis;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells people once when a server is away or refuses something, and when all threads that had
 * trouble with it have an answer again. Thread-safe.
 */
final class ServerHealth {
  private final RedisServer server;
  private final Consumer<String> messages;
  private final Consumer<Boolean> changes;
  private final Set<Object> troubled = new HashSet<>();
  private final Set<String> told = new HashSet<>();

  /**
   * @param changes are told whether the server is well, when that changes
   */
  ServerHealth(RedisServer server, Consumer<String> messages, Consumer<Boolean> changes) {
    this.server = server;
    this.messages = messages;
    this.changes = changes;
  }

  /** Notes the trouble of a thread. */
  synchronized void failed(Object thread, BrokerException e) {
    boolean wasWell = troubled.isEmpty();
    boolean unused = troubled.add(thread);
    String reason = String.valueOf(e.getMessage());
    if (wasWell || (!(e instanceof ServerAwayException) && !told.contains(reason))) {
      unused = told.add(reason);
      messages.accept(reason + "; trying again");
    }
    if (wasWell) {
      changes.accept(false);
    }
  }

  /** Notes the success of a thread. */
  synchronized void succeeded(Object thread) {
    if (troubled.remove(thread) && troubled.isEmpty()) {
      told.clear();
      messages.accept("the broker " + server + " answers again");
      changes.accept(true);
    }
  }

  /** Returns whether no thread has trouble. */
  synchronized boolean isWell() {
    return troubled.isEmpty();
  }
}
