package dev.reeve.supervisor.cli;

import dev.reeve.json.Json;
import dev.reeve.shared.SharedObjects;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.time.Duration;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The surroundings of a hook's command, which runs beside the workers and not in one of them. */
final class HookContext implements TaskContext {
  private final String name;
  private final Duration grace;
  private final Consumer<String> warnings;

  /**
   * @param name of the hook
   * @param grace time that the command has to end when it is interrupted
   * @param warnings told of processes that go on running
   */
  HookContext(String name, Duration grace, Consumer<String> warnings) {
    this.name = name;
    this.grace = grace;
    this.warnings = warnings;
  }

  @Override
  public String taskId() {
    return name;
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public Duration gracePeriod() {
    return grace;
  }

  @Override
  public void progress(double fraction, @Nullable String message) {}

  @Override
  public CompletableFuture<Json> submit(String handler, Json payload) {
    throw new UnsupportedOperationException("a hook submits no tasks");
  }

  @Override
  public <Q, R> CompletableFuture<R> submit(
      Class<? extends TaskHandler<Q, R>> handler, @Nullable Q request) {
    throw new UnsupportedOperationException("a hook submits no tasks");
  }

  @Override
  public SharedObjects shared() {
    throw new UnsupportedOperationException("a hook has no shared objects");
  }

  @Override
  public System.Logger logger() {
    return new Warnings();
  }

  /** Passes warnings on and drops all else. */
  private final class Warnings implements System.Logger {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean isLoggable(Level level) {
      return level.compareTo(Level.WARNING) >= 0;
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable thrown) {
      if (isLoggable(level)) {
        warnings.accept(String.valueOf(message));
      }
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String format,
        @Nullable Object... parameters) {
      log(level, bundle, format, (Throwable) null);
    }
  }
}
