package dev.reeve.supervisor.job;

import dev.reeve.text.Quote;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads environment variables. */
final class EnvironmentField {
  private EnvironmentField() {}

  /** The variables of the current value, without those that have problems. */
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
      json.complain(Quote.of(name) + " is given twice; keep one");
    } else if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
      json.complain("the name of a variable must not be empty, nor have a '=' or a zero byte");
    }
  }

  private static String value(JsonCursor json) {
    String value = json.string("a text");
    if (value != null && value.indexOf('\0') >= 0) {
      json.complain("has a zero byte, which no variable can have");
    }
    return value == null ? "" : value;
  }
}
