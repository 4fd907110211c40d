package dev.reeve.supervisor.job;

import dev.reeve.json.Json;

/** A placeholder in a text of a task, such as {@code {item}}. */
interface TaskPlaceholder {

  /** Returns the placeholder as it is written, with its braces. */
  String mark();

  /**
   * Returns its value as part of a longer text: a string itself, any other value as its JSON text.
   */
  String text(TaskValues values);

  /** Returns its value with its JSON type. */
  Json json(TaskValues values);
}
