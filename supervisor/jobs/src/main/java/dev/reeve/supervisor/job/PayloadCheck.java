package dev.reeve.supervisor.job;

import dev.reeve.json.Json;
import org.jspecify.annotations.Nullable;

/** A check of payloads before any worker sees them. */
@FunctionalInterface
public interface PayloadCheck {

  /**
   * Returns what is wrong with a payload, beginning with its place; null if nothing is, or if the
   * handler is unknown here.
   *
   * @param place of the payload, such as {@code tasks[3].payload}
   */
  @Nullable String problem(String handler, Json payload, String place);
}
