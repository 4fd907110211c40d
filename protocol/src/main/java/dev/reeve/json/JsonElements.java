package dev.reeve.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Splits an array into its elements, each as it is written; without a parser if it is plain. */
final class JsonElements {

  private JsonElements() {}

  /**
   * Returns the elements of an array.
   *
   * @throws IllegalArgumentException if it is not an array
   */
  static List<Json> of(Json array) {
    List<Json> plain = plain(array.utf8());
    return plain != null ? plain : parsed(array.utf8());
  }

  /** Returns null if it is not an array, or not one that {@link JsonScanner} can read. */
  private static @Nullable List<Json> plain(byte[] array) {
    if (array[0] != '[') {
      return null;
    }
    List<Json> elements = new ArrayList<>();
    JsonScanner scanner = new JsonScanner(array, array.length);
    int last = array.length - 1;
    int at = scanner.afterSpaces(1);
    while (at < last) {
      int end = scanner.endOfValue(at);
      if (end < 0) {
        return null;
      }
      elements.add(Json.ofTrusted(Arrays.copyOfRange(array, at, end)));
      at = scanner.afterSpaces(scanner.afterSpaces(end) + 1); // past the comma, or the end
    }
    return elements;
  }

  private static List<Json> parsed(byte[] array) {
    List<Json> elements = new ArrayList<>();
    try (JsonParser parser = JsonParsers.DEFAULT.open(array, 0, array.length)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new IllegalArgumentException("the JSON value is not an array");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(JsonParsers.copyValue(parser, array, 0, array.length));
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not valid JSON: " + JsonParsers.explain(e), e);
    }
    return elements;
  }
}
