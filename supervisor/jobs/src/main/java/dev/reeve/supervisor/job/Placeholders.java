package dev.reeve.supervisor.job;

import dev.reeve.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A check of the placeholders in a task. Words in braces are common in scripts and in JSON, so only
 * one that is nearly a known placeholder counts as a mistake.
 */
final class Placeholders {
  private static final List<String> KNOWN = List.of("item");

  private Placeholders() {}

  /**
   * Reports misspelt placeholders of a {@code forEach}, and warns of {@code {item}} in a task that
   * has none.
   *
   * @param offset of the value
   * @param field of the value in the task
   * @param value a JSON value; only its strings count, because nothing is replaced in names
   */
  static void check(JsonCursor json, int offset, String field, Json value, boolean hasItems) {
    byte[] bytes = value.utf8();
    try (JsonParser parser = JobJson.parser(bytes, 0, bytes.length)) {
      for (JsonToken token; (token = parser.nextToken()) != null; ) {
        if (token == JsonToken.VALUE_STRING) {
          check(json, offset, field, parser.getString(), hasItems);
        }
      }
    }
  }

  /** Checks one text. */
  static void check(JsonCursor json, int offset, String field, String text, boolean hasItems) {
    if (!hasItems) {
      if (text.contains(Item.MARK)) {
        json.warnAt(offset, field, "has {item}, which stays as it is in a task without forEach");
      }
      return;
    }
    String misspelt = misspelt(text);
    if (misspelt != null) {
      json.reportAt(offset, field, "unknown placeholder " + misspelt + "; did you mean {item}?");
    }
  }

  private static @Nullable String misspelt(String text) {
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
      int end = open + 1;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
      if (end < text.length() && text.charAt(end) == '}' && end > open + 1) {
        String word = text.substring(open + 1, end);
        if (!KNOWN.contains(word) && NearestName.to(word, KNOWN) != null) {
          return text.substring(open, end + 1);
        }
      }
    }
    return null;
  }
}
