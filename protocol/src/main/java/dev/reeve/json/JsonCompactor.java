package dev.reeve.json;

import dev.reeve.protocol.Frame;
import dev.reeve.protocol.Protocol;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Checks one JSON value and leaves out the white space between its tokens. */
final class JsonCompactor {

  /** A payload is nested in {@code params}, and that in the envelope. */
  private static final int MAX_DEPTH = Protocol.MAX_DEPTH - 2;

  private JsonCompactor() {}

  static byte[] compact(byte[] array, int offset, int length) {
    try (JsonParser parser = JsonParsers.open(new Frame(array, offset, length))) {
      check(parser);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not valid JSON: " + JsonParsers.explain(e), e);
    }
    return strip(array, offset, length);
  }

  private static void check(JsonParser parser) {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new IllegalArgumentException("not valid JSON: the text is empty");
    }
    int depth = 0;
    for (; token != null; token = parser.nextToken()) {
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth > MAX_DEPTH) {
        throw new IllegalArgumentException(
            "JSON is nested more than " + MAX_DEPTH + " levels deep");
      }
      if (depth == 0) {
        JsonParsers.expectEnd(parser);
        return;
      }
    }
  }

  /** Valid JSON is presumed: a quote inside a string always follows a backslash. */
  static byte[] strip(byte[] array, int offset, int length) {
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
