package dev.reeve.supervisor.model;

/**
 * A receiver of messages for people about restarts, ends and rejections, with their reasons. Called
 * by any thread.
 *
 * <pre>{@code
 * Supervisor pool =
 *     Supervisor.builder().log((level, message) -> logger.info(level + " " + message)).start();
 * }</pre>
 */
public interface SupervisorLog {

  /** The importance of a message. */
  enum Level {
    DEBUG,
    INFO,
    WARNING,
    ERROR
  }

  /** Receives a message of one line. */
  void log(Level level, String message);
}
