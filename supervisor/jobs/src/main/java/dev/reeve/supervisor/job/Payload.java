package dev.reeve.supervisor.job;

import dev.reeve.json.Json;

/** The payloads of a task, or of all tasks that a {@code forEach} makes. */
@FunctionalInterface
interface Payload {

  /** The payload of one of them. */
  Json forItem(Item item);

  /** The same for all. */
  static Payload fixed(Json json) {
    return item -> json;
  }
}
