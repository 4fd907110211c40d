package dev.reeve.supervisor.job;

import dev.reeve.json.RawJson;

/** The payloads of a task, or of all tasks that a {@code forEach} makes. */
@FunctionalInterface
interface Payload {

  /** The payload of one of them. */
  RawJson forItem(Item item);

  /** The same for all. */
  static Payload fixed(RawJson json) {
    return item -> json;
  }
}
