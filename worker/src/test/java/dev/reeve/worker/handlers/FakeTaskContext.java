package dev.reeve.worker.handlers;

import dev.reeve.json.Json;
import dev.reeve.shared.SharedObjects;
import dev.reeve.worker.TaskContext;
import dev.reeve.worker.TaskHandler;
import java.time.Duration;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A task context that remembers what it was told. */
public final class FakeTaskContext implements TaskContext {
  private final Duration gracePeriod;
  private final List<Double> progress = new CopyOnWriteArrayList<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private volatile boolean cancelled;

  /** With a grace period of two seconds. */
  public FakeTaskContext() {
    this(Duration.ofSeconds(2));
  }

  /** With a grace period of one's choice. */
  public FakeTaskContext(Duration gracePeriod) {
    this.gracePeriod = gracePeriod;
  }

  /** Cancels the task that the thread works on. */
  public void cancel(Thread taskThread) {
    cancelled = true;
    taskThread.interrupt();
  }

  /** All fractions told so far. */
  public List<Double> fractions() {
    return progress;
  }

  /** All lines logged so far, each with its level in front. */
  public List<String> logLines() {
    return log;
  }

  @Override
  public String taskId() {
    return "t";
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public Duration gracePeriod() {
    return gracePeriod;
  }

  @Override
  public void progress(double fraction, @Nullable String message) {
    progress.add(fraction);
  }

  @Override
  public CompletableFuture<Json> submit(String handler, Json payload) {
    throw new UnsupportedOperationException("there is no supervisor");
  }

  @Override
  public <Q, R> CompletableFuture<R> submit(
      Class<? extends TaskHandler<Q, R>> handler, @Nullable Q request) {
    throw new UnsupportedOperationException("there is no supervisor");
  }

  @Override
  public SharedObjects shared() {
    throw new UnsupportedOperationException("there is no supervisor");
  }

  @Override
  public System.Logger logger() {
    return new LineLogger();
  }

  private final class LineLogger implements System.Logger {
    @Override
    public String getName() {
      return "t";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
      log.add(level + " " + message);
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String format, Object... parameters) {
      log.add(level + " " + format);
    }
  }
}
