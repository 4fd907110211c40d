package dev.reeve.worker.runtime;

import dev.reeve.json.Json;
import dev.reeve.protocol.ToWorker;
import dev.reeve.shared.SharedObjects;
import dev.reeve.worker.WorkerContext;
import dev.reeve.worker.mapping.InvalidValueException;
import dev.reeve.worker.mapping.TypeBinding;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The worker as its hook and its handlers see it, from {@code initialize} on. Any thread. */
final class SessionContext implements WorkerContext {
  /** Results of all processes stay in the supervisor's memory until the end of the run. */
  private static final int MAX_EXIT_RESULT_BYTES = 64 << 10;

  private static final int MAX_EXIT_RESULT_DEPTH = 64;

  private final int slot;
  private final int generation;
  private final Duration gracePeriod;
  private final WorkerLink link;
  private volatile @Nullable Json exitResult;

  SessionContext(ToWorker.Initialize initialize, WorkerLink link) {
    this.slot = initialize.slot();
    this.generation = initialize.generation();
    this.gracePeriod = Duration.ofMillis(initialize.settings().graceMillis());
    this.link = link;
  }

  @Override
  public int slot() {
    return slot;
  }

  @Override
  public int generation() {
    return generation;
  }

  @Override
  public SharedObjects shared() {
    return link.requests().shared().objects();
  }

  @Override
  public System.Logger logger() {
    return new TaskLogger("worker", null, link.outbox());
  }

  @Override
  public void exitResult(@Nullable Object value) {
    exitResult = value == null ? null : limited(written(value));
  }

  /** Writes a value as its own class, or, where that has lost its type arguments, as any value. */
  private static Json written(Object value) {
    boolean isOpen = value instanceof Map || value instanceof Collection;
    try {
      return TypeBinding.of(isOpen ? Object.class : value.getClass()).write(value, "exit result");
    } catch (InvalidValueException e) {
      throw new IllegalArgumentException(
          "a " + value.getClass().getName() + " can't be an exit result: " + e.problem(), e);
    }
  }

  private static Json limited(Json json) {
    if (json.length() > MAX_EXIT_RESULT_BYTES) {
      throw new IllegalArgumentException(
          "the exit result has %d bytes as JSON, but at most %d are kept: write more to a file, and leave its name"
              .formatted(json.length(), MAX_EXIT_RESULT_BYTES));
    }
    if (json.depth() > MAX_EXIT_RESULT_DEPTH) {
      throw new IllegalArgumentException(
          "the exit result is nested more than " + MAX_EXIT_RESULT_DEPTH + " levels deep");
    }
    return json;
  }

  /** Returns what was left for the program; null if nothing was. */
  @Nullable Json exitResult() {
    return exitResult;
  }

  Outbox outbox() {
    return link.outbox();
  }

  Submissions submissions() {
    return link.requests().submissions();
  }

  /** Returns the time that a cancelled handler has to end. */
  Duration gracePeriod() {
    return gracePeriod;
  }

  /** Releases the locks that the hook still holds on this thread, which runs the handlers too. */
  void releaseLocks(String holder) {
    releaseLocks(holder, logger());
  }

  /** Releases the locks that the current thread still holds; the next task must not have them. */
  void releaseLocks(String holder, System.Logger logger) {
    List<String> locks = link.requests().shared().releaseHeld();
    if (!locks.isEmpty()) {
      logger.log(
          Level.WARNING,
          holder + " ended without releasing its locks, which are released now: " + locks);
    }
  }
}
