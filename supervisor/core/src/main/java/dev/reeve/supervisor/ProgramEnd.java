package dev.reeve.supervisor;

import dev.reeve.supervisor.model.PoolSnapshot;
import dev.reeve.text.Durations;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a pool when the JVM ends before the pool was closed: a shutdown hook says what is
 * left, stops it in order and joins all processes.
 */
final class ProgramEnd {
  private static final String REASON = "the program ends";

  /**
   * A loop that does not answer for so long is held up, perhaps by a listener that ends the JVM.
   */
  private static final long ANSWER_SECONDS = 2;

  private final SupervisorParts parts;
  private final boolean daemon;
  private final Duration grace;
  private final Thread hook = new Thread(this::run, "reeve-program-end");

  ProgramEnd(SupervisorParts parts, boolean daemon, Duration grace) {
    this.parts = parts;
    this.daemon = daemon;
    this.grace = grace;
  }

  /** Begins to watch for the end of the JVM. */
  void watch() {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) { // the JVM ends already, and its workers with it
    }
  }

  /** Ends the watch, because the pool has ended. */
  void watchNoMore() {
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) { // the JVM ends already
    }
  }

  private void run() {
    try {
      PoolSnapshot last = snapshot();
      if (last != null) {
        end(last);
      } else if (!parts.loop().ended().isDone()) {
        parts.relays().programEnds(REASON + ", and its pool does not answer; workers end alone");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the state of the pool; null if it has ended or does not answer. */
  private @Nullable PoolSnapshot snapshot() throws InterruptedException {
    try {
      return parts.loop().snapshot().get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return null;
    }
  }

  private void end(PoolSnapshot last) throws InterruptedException {
    long running = last.running() + parts.processes().alive();
    int maps = parts.maps().futures().count();
    if (running + last.queued() + maps > 0) {
      String fate = daemon ? "stopped" : Durations.text(grace) + " to end";
      String unread = maps > 0 ? ", maps that are read no further: %d".formatted(maps) : "";
      parts
          .relays()
          .programEnds(
              "%s before its tasks: %d running (%s), %d waiting (skipped)%s"
                  .formatted(REASON, running, fate, last.queued(), unread));
      stop();
    }
    parts.end().awaitEnd();
    parts.relays().flush();
  }

  private void stop() {
    if (daemon) {
      parts.end().stopNow(REASON);
    } else {
      parts.end().drain(REASON);
    }
  }
}
