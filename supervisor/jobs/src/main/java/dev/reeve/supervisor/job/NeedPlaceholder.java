package dev.reeve.supervisor.job;

import dev.reeve.json.Json;

/**
 * A placeholder for a value that a needed task hands on, such as {@code {needs.dump.result.path}}.
 *
 * @param need the needed task, as the field names it
 * @param value such as {@code result.path}
 */
record NeedPlaceholder(String mark, String need, String value) implements TaskPlaceholder {
  static final String START = "needs.";

  @Override
  public String text(TaskValues values) {
    return values.handedOn() == null ? mark : JsonPath.text(values.handedOn().value(need, value));
  }

  @Override
  public Json json(TaskValues values) {
    return values.handedOn() == null ? Json.string(mark) : values.handedOn().value(need, value);
  }
}
