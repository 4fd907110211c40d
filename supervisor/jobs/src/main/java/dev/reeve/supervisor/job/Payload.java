package dev.reeve.supervisor.job;

import dev.reeve.json.Json;

/** The payload of a task, or of all tasks of a {@code forEach}. */
@FunctionalInterface
interface Payload {

  /** Returns the payload of the task for that item. */
  Json forItem(Item item);

  /** Returns a payload that is the same for all items. */
  static Payload fixed(Json json) {
    return item -> json;
  }
}
