package dev.reeve.supervisor.model;

/**
 * Receives messages for people: what was restarted, ended or rejected, and why. May be called by
 * any thread.
 */
public interface SupervisorLog {

  /** How much a message matters. */
  enum Level {
    DEBUG,
    INFO,
    WARNING,
    ERROR
  }

  /** A message of one line. */
  void log(Level level, String message);
}
