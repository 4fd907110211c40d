package dev.reeve.supervisor.job;

import dev.reeve.text.Quote;
import java.util.LinkedHashMap;
import java.util.Map;

/** The field {@code env}: environment variables. */
final class EnvironmentField {
  private EnvironmentField() {}

  /** Reads the current value; a variable whose value is invalid gets an empty one. */
  static Map<String, String> read(JsonCursor json) {
    Map<String, String> variables = new LinkedHashMap<>();
    if (json.isObject("an object such as {\"LANG\": \"C.UTF-8\"}")) {
      String name;
      while ((name = json.nextField()) != null) {
        checkName(json, name, variables);
        json.next();
        variables.put(name, value(json));
      }
    }
    return variables;
  }

  private static void checkName(JsonCursor json, String name, Map<String, String> variables) {
    if (variables.containsKey(name)) {
      json.report(Quote.of(name) + " is given twice; keep one");
    } else if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
      json.report(
          "the name of a variable must not be empty and must not contain '=' or a zero byte");
    }
  }

  private static String value(JsonCursor json) {
    String value = json.string("a text");
    if (value != null && value.indexOf('\0') >= 0) {
      json.report("contains a zero byte, which variables must not contain");
    }
    return value == null ? "" : value;
  }
}
