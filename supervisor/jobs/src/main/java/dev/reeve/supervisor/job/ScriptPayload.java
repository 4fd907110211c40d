package dev.reeve.supervisor.job;

import dev.reeve.json.Json;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A look into a payload for the handler {@code exec}, to find a shell script with an item in it.
 */
final class ScriptPayload {
  private ScriptPayload() {}

  /** Returns true if the payload has a shell script that contains {@code {item}}. */
  static boolean hasItemInScript(Json payload) {
    byte[] bytes = payload.utf8();
    boolean shell = false;
    boolean item = false;
    try (JsonParser parser = JobJson.parser(bytes, 0, bytes.length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      for (String name; (name = parser.nextName()) != null; ) {
        parser.nextToken();
        shell |= name.equals("shell") && parser.currentToken() == JsonToken.VALUE_TRUE;
        if (name.equals("command") && parser.currentToken() == JsonToken.START_ARRAY) {
          item |= firstElementHasItem(parser);
        }
        parser.skipChildren();
      }
    }
    return shell && item;
  }

  /** Reads the array to its end. */
  private static boolean firstElementHasItem(JsonParser parser) {
    boolean found = false;
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      found |=
          i == 0
              && parser.currentToken() == JsonToken.VALUE_STRING
              && parser.getString().contains(Item.MARK);
      parser.skipChildren();
    }
    return found;
  }
}
