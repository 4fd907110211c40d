package dev.reeve.supervisor.job;

import java.util.Map;

/** Reads environment variables. */
final class EnvironmentField {
  private EnvironmentField() {}

  /** Empty after a problem. */
  static Map<String, String> read(JsonCursor json) {
    int start = json.offset();
    Map<String, String> variables = json.stringMap("an object such as {\"LANG\": \"C.UTF-8\"}");
    if (variables == null) {
      return Map.of();
    }
    variables.forEach((name, value) -> check(json, start, name, value));
    return variables;
  }

  private static void check(JsonCursor json, int start, String name, String value) {
    if (name.isEmpty() || name.indexOf('=') >= 0 || hasNul(name) || hasNul(value)) {
      json.complainAt(
          start,
          "the variable "
              + Quote.of(name)
              + " can't be set: a name is not empty and has no '=', and nothing has a zero byte");
    }
  }

  private static boolean hasNul(String text) {
    return text.indexOf('\0') >= 0;
  }
}
