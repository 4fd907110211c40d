package dev.reeve.json;

import dev.reeve.protocol.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Takes an array apart, each of its values as it stands; without a parser if it is plain. */
final class JsonElements {

  private JsonElements() {}

  /**
   * The values of an array.
   *
   * @throws IllegalArgumentException if it is no array
   */
  static List<RawJson> of(RawJson array) {
    List<RawJson> plain = plain(array.utf8());
    return plain != null ? plain : parsed(array);
  }

  /** Null if it is not written in the plainest way, or no array. */
  private static @Nullable List<RawJson> plain(byte[] array) {
    if (array[0] != '[') {
      return null;
    }
    List<RawJson> elements = new ArrayList<>();
    JsonScanner scan = new JsonScanner(array, array.length);
    int last = array.length - 1;
    int at = 1;
    while (at < last) {
      int end = scan.endOfValue(at);
      if (end < 0) {
        return null;
      }
      elements.add(RawJson.ofTrusted(Arrays.copyOfRange(array, at, end)));
      at = end + 1; // past the comma, or the end
    }
    return elements;
  }

  private static List<RawJson> parsed(RawJson array) {
    List<RawJson> elements = new ArrayList<>();
    Frame source = new Frame(array.utf8(), 0, array.length());
    try (JsonParser parser = JsonParsers.open(source)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new IllegalArgumentException("no array");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(JsonParsers.copyValue(parser, source));
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not valid JSON: " + JsonParsers.explain(e), e);
    }
    return elements;
  }
}
