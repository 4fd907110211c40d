package dev.reeve.worker.mapping;

import dev.reeve.json.RawJson;
import dev.reeve.worker.Json;
import org.jspecify.annotations.Nullable;

/** Single values as JSON. */
public final class Arguments {
  private Arguments() {}

  /**
   * The value as JSON.
   *
   * @param root what the value is called in errors
   * @throws IllegalArgumentException names the place in the value that can't be written
   */
  public static RawJson write(@Nullable Object value, String root) {
    return value instanceof Json json
        ? RawJson.compact(json.utf8(), 0, json.utf8().length)
        : JsonRules.write(value, root);
  }
}
