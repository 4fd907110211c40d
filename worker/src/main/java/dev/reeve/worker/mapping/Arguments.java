package dev.reeve.worker.mapping;

import dev.reeve.json.Json;
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
  public static Json write(@Nullable Object value, String root) {
    return value instanceof Json json ? json.checked() : JsonRules.write(value, root);
  }
}
