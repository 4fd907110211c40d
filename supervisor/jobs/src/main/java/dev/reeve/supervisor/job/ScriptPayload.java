package dev.reeve.supervisor.job;

import dev.reeve.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A look into a payload for the handler {@code exec}, to find a shell script with a placeholder in
 * it.
 */
final class ScriptPayload {
  private ScriptPayload() {}

  /** Returns the first placeholder in a shell script in the payload; null if there is none. */
  static @Nullable String placeholderInScript(Json payload, PlaceholderScope scope) {
    byte[] bytes = payload.utf8();
    boolean shell = false;
    String found = null;
    try (JsonParser parser = JobJson.parser(bytes, 0, bytes.length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      for (String name; (name = parser.nextName()) != null; ) {
        parser.nextToken();
        shell |= name.equals("shell") && parser.currentToken() == JsonToken.VALUE_TRUE;
        if (name.equals("command") && parser.currentToken() == JsonToken.START_ARRAY) {
          found = first(parser, scope);
        }
        parser.skipChildren();
      }
    }
    return shell ? found : null;
  }

  /** Reads the array to its end, but looks at the first element only. */
  private static @Nullable String first(JsonParser parser, PlaceholderScope scope) {
    List<TaskPlaceholder> found = List.of();
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      if (i == 0 && parser.currentToken() == JsonToken.VALUE_STRING) {
        found = scope.of(parser.getString());
      }
      parser.skipChildren();
    }
    return found.isEmpty() ? null : found.get(0).mark();
  }
}
