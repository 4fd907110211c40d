package dev.reeve.shared.server;

import dev.reeve.json.Json;
import dev.reeve.protocol.SharedCall;
import org.jspecify.annotations.Nullable;

/**
 * The types of the keys and values of one shared object, as the first call that names them does. A
 * call that names none may open an object of any type.
 */
final class ValueTypes {
  private @Nullable Json key;
  private @Nullable Json value;

  /** Returns what is wrong with the types of a call, after the object's name; null if nothing. */
  @Nullable String problem(SharedCall open) {
    String problem = problem("keys", key, open.key());
    if (problem == null) {
      problem = problem("values", value, open.value());
    }
    if (problem == null) {
      key = key == null ? open.key() : key;
      value = value == null ? open.value() : value;
    }
    return problem;
  }

  private static @Nullable String problem(String of, @Nullable Json is, @Nullable Json asked) {
    return is == null || asked == null || is.equals(asked)
        ? null
        : "has " + of + " of the type " + text(is) + ", not " + text(asked);
  }

  private static String text(Json name) {
    return name.toText().orElseGet(name::toString);
  }
}
