package dev.reeve.supervisor.job;

import dev.reeve.json.Json;

/** The values that needed tasks hand on to a task. */
@FunctionalInterface
public interface HandedOn {

  /**
   * Returns a value.
   *
   * @param need as {@link Need#name}
   * @param value one of {@link Need#values}
   * @throws MissingValueException if the needed task has no such value
   */
  Json value(String need, String value);
}
