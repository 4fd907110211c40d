package dev.reeve.supervisor.redis;

import java.util.Locale;

/** The streams of a queue: tasks of a higher one are taken first. */
enum Lane {
  HIGH,
  NORMAL,
  LOW;

  /** Returns the lane of tasks with that priority. */
  static Lane of(int priority) {
    if (priority == 0) {
      return NORMAL;
    }
    return priority > 0 ? HIGH : LOW;
  }

  /** Returns the word in keys, such as {@code high}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
