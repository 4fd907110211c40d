package dev.reeve.supervisor.relay;

import dev.reeve.supervisor.model.SupervisorLog;

/**
 * The receiver of messages of programs that name none: the {@link System.Logger} {@code
 * dev.reeve.supervisor}, which java.util.logging, SLF4J or another library serves.
 */
public final class SystemLog implements SupervisorLog {
  /** Loaded at the first message, on the thread that passes messages on. */
  private static final class Target {
    static final System.Logger LOGGER = System.getLogger("dev.reeve.supervisor");
  }

  private volatile boolean programEnds;

  /** Sends warnings and errors to standard error from now on, and drops the rest. */
  void programEnds() {
    programEnds = true;
  }

  @Override
  public void log(Level level, String message) {
    if (programEnds) {
      if (level.compareTo(Level.WARNING) >= 0) {
        System.err.println("reeve: " + message);
      }
      return;
    }
    Target.LOGGER.log(levelOf(level), message);
  }

  private static System.Logger.Level levelOf(Level level) {
    return switch (level) {
      case DEBUG -> System.Logger.Level.DEBUG;
      case INFO -> System.Logger.Level.INFO;
      case WARNING -> System.Logger.Level.WARNING;
      case ERROR -> System.Logger.Level.ERROR;
    };
  }
}
