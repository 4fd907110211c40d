package dev.reeve.supervisor.job;

import dev.reeve.json.Json;
import dev.reeve.text.NearestName;
import dev.reeve.text.Quote;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A check of the placeholders in a task. Words in braces are common in scripts and in JSON, so only
 * one that is nearly a known placeholder counts as a mistake.
 */
final class Placeholders {
  private static final String ITEM = ItemPlaceholder.START;
  private static final String NEEDS = "needs";

  private final JsonCursor json;
  private final PlaceholderScope scope;
  private final @Nullable ItemSource items;

  /**
   * @param json gets the errors and warnings
   * @param items null if there are none, or if they have errors
   */
  Placeholders(JsonCursor json, PlaceholderScope scope, @Nullable ItemSource items) {
    this.json = json;
    this.scope = scope;
    this.items = items;
  }

  /**
   * Reports placeholders that are unknown, and warns of {@code {item}} in a task without {@code
   * forEach}.
   *
   * @param offset of the value
   * @param field of the value in the task
   * @param value a JSON value; only its strings count, because nothing is replaced in names
   */
  void check(int offset, String field, Json value) {
    byte[] bytes = value.utf8();
    try (JsonParser parser = JobJson.parser(bytes, 0, bytes.length)) {
      for (JsonToken token; (token = parser.nextToken()) != null; ) {
        if (token == JsonToken.VALUE_STRING) {
          check(offset, field, parser.getString());
        }
      }
    }
  }

  /** Checks one text. */
  void check(int offset, String field, String text) {
    if (!scope.hasItems() && text.contains(Item.MARK)) {
      json.warnAt(offset, field, "has {item}, which stays as it is in a task without forEach");
    }
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
      String problem = problem(text, open);
      if (problem != null) {
        json.reportAt(offset, field, problem);
        return;
      }
    }
  }

  private @Nullable String problem(String text, int open) {
    String inside = PlaceholderScope.inside(text, open);
    if (inside == null) {
      return null;
    }
    TaskPlaceholder known = scope.at(text, open);
    if (known instanceof ItemPlaceholder item) {
      String problem = items == null ? null : items.problem(item.path());
      return problem == null ? null : "unknown placeholder " + item.mark() + ": " + problem;
    }
    if (known != null) {
      return null;
    }
    String word = word(inside);
    char next = word.length() < inside.length() ? inside.charAt(word.length()) : '}';
    return word.isEmpty() || "}./[".indexOf(next) < 0 ? null : unknown(inside, word, next);
  }

  private static String word(String inside) {
    int end = 0;
    while (end < inside.length() && Character.isLetter(inside.charAt(end))) {
      end++;
    }
    return inside.substring(0, end);
  }

  /** Returns what is wrong with a placeholder; null if it is not meant as one. */
  private @Nullable String unknown(String inside, String word, char next) {
    String unknown = "unknown placeholder {" + inside + "}";
    if (word.equals(NEEDS) && next == '.') {
      return unknown + ": " + unknownNeed(inside.substring(NeedPlaceholder.START.length()));
    }
    if (!scope.hasItems()) {
      return null;
    }
    if (word.equals(ITEM)) {
      return unknown + "; there are {item}, {item.FIELD}, {item/}, {item//}, {item.} and {item/.}";
    }
    String nearest = NearestName.to(word, List.of(ITEM));
    return nearest == null
        ? null
        : unknown + "; did you mean {" + nearest + inside.substring(word.length()) + "}?";
  }

  private String unknownNeed(String rest) {
    NeedsDraft needs = scope.needs();
    if (needs == null) {
      int dot = rest.indexOf('.');
      String id = dot < 0 ? rest : rest.substring(0, dot);
      return "the task has no needs; add \"needs\": [" + Quote.of(id) + "]";
    }
    return needs.unknown(rest);
  }
}
