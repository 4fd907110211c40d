package dev.reeve.worker.runtime;

import dev.reeve.protocol.FromWorker.Log;
import dev.reeve.worker.runtime.handler.StackText;
import dev.reeve.worker.runtime.handler.TextLimit;
import java.text.MessageFormat;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a handler or a hook logs to the supervisor, from level DEBUG up; that of a handler
 * with the task's id.
 */
final class TaskLogger implements System.Logger {
  private static final int MAX_CHARS = 16 << 10;

  private final String name;
  private final @Nullable String task;
  private final Outbox outbox;

  /**
   * @param task id of the task; null for a hook
   */
  TaskLogger(String name, @Nullable String task, Outbox outbox) {
    this.name = name;
    this.task = task;
    this.outbox = outbox;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean isLoggable(Level level) {
    return level != Level.OFF && level.getSeverity() >= Level.DEBUG.getSeverity();
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      @Nullable Throwable thrown) {
    if (isLoggable(level)) {
      String text = translated(bundle, message);
      send(level, thrown == null ? text : text + '\n' + StackText.of(thrown));
    }
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String format,
      @Nullable Object @Nullable ... values) {
    if (isLoggable(level)) {
      send(level, formatted(translated(bundle, format), values));
    }
  }

  private void send(Level level, String message) {
    outbox.send(new Log(wireName(level), TextLimit.to(MAX_CHARS, message), task));
  }

  private static String translated(@Nullable ResourceBundle bundle, @Nullable String message) {
    if (message == null || bundle == null) {
      return String.valueOf(message);
    }
    try {
      return bundle.getString(message);
    } catch (MissingResourceException e) {
      return message;
    }
  }

  private static String formatted(String format, @Nullable Object @Nullable [] values) {
    if (values == null || values.length == 0) {
      return format;
    }
    try {
      return MessageFormat.format(format, values);
    } catch (IllegalArgumentException e) {
      return format;
    }
  }

  private static String wireName(Level level) {
    return switch (level) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO, ALL -> "info";
      case DEBUG, TRACE, OFF -> "debug";
    };
  }
}
