package dev.reeve.supervisor.results;

import dev.reeve.json.JsonBytes;
import org.jspecify.annotations.Nullable;

/** Values that may be {@code null} in JSON too. */
final class JsonFields {
  private JsonFields() {}

  static void string(JsonBytes out, @Nullable String value) {
    if (value == null) {
      out.ascii("null");
    } else {
      out.string(value);
    }
  }

  static void number(JsonBytes out, @Nullable Integer value) {
    if (value == null) {
      out.ascii("null");
    } else {
      out.number(value);
    }
  }
}
