package dev.reeve.supervisor.redis;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells people that a server has no room for tasks: once, and again only after it has had room for
 * a minute. A server that is full takes a few tasks whenever some end. Belongs to one thread.
 */
final class FullNotice {
  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

  private final RedisServer server;
  private final Consumer<String> messages;
  private final LongSupplier nanoTime;
  private boolean told;
  private long lastFull;

  FullNotice(RedisServer server, Consumer<String> messages, LongSupplier nanoTime) {
    this.server = server;
    this.messages = messages;
    this.nanoTime = nanoTime;
  }

  /** Notes that the tasks in the queue have reached a bound. */
  void queueIsFull() {
    tell("the queue at %s is full; waiting for room");
  }

  /** Notes that the server has reached the limit of its memory. */
  void memoryIsFull() {
    tell(
        "the memory of %s is full of tasks, or of records, which last as long as --keep-records of"
            + " reeve work says; waiting for room. Records make room earlier that reeve submit"
            + " --results FILE has written to its file");
  }

  private void tell(String text) {
    long now = nanoTime.getAsLong();
    if (!told || now - lastFull >= QUIET_NANOS) {
      messages.accept(text.formatted(server));
    }
    told = true;
    lastFull = now;
  }
}
