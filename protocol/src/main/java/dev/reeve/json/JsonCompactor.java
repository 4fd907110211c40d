package dev.reeve.json;

import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Checks a JSON value and removes the white space between its tokens. */
final class JsonCompactor {

  private JsonCompactor() {}

  static byte[] compact(byte[] array, int offset, int length) {
    try (JsonParser parser = JsonParsers.DEFAULT.open(array, offset, length)) {
      check(parser);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not valid JSON: " + JsonParsers.explain(e), e);
    }
    return removeWhiteSpace(array, offset, length);
  }

  private static void check(JsonParser parser) {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new IllegalArgumentException("not valid JSON: the text is empty");
    }
    int depth = 0;
    for (; token != null; token = parser.nextToken()) {
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth > Json.MAX_DEPTH) {
        throw new IllegalArgumentException(
            "JSON is nested more than " + Json.MAX_DEPTH + " levels deep");
      }
      if (depth == 0) {
        JsonParsers.expectEnd(parser);
        return;
      }
    }
  }

  /**
   * Copies a value without the white space between its tokens. The value must be valid, so that a
   * quotation mark inside a string always follows a backslash.
   */
  static byte[] removeWhiteSpace(byte[] array, int offset, int length) {
    byte[] kept = new byte[length];
    int count = 0;
    boolean inString = false;
    for (int i = offset; i < offset + length; i++) {
      byte b = array[i];
      if (inString && b == '\\') {
        kept[count++] = b;
        b = array[++i];
      } else if (b == '"') {
        inString = !inString;
      } else if (!inString && b <= ' ' && b >= 0) {
        continue;
      }
      kept[count++] = b;
    }
    return count == length ? kept : Arrays.copyOf(kept, count);
  }
}
