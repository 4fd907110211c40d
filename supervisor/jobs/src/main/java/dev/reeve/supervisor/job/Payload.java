package dev.reeve.supervisor.job;

import dev.reeve.json.Json;

/** The payload of a task, or of all tasks of a {@code forEach}. */
interface Payload {

  /** Returns the payload of the task with these values. */
  Json with(TaskValues values);

  /** Returns true if it has placeholders for values that needed tasks hand on. */
  default boolean takesResults() {
    return false;
  }

  /** Returns a payload that is the same for all values. */
  static Payload fixed(Json json) {
    return values -> json;
  }
}
