package dev.reeve.supervisor.job;

import dev.reeve.text.NearestName;
import dev.reeve.text.Quote;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The fields that an object of a job may have, at most 64, each with a reader that puts its value
 * into a draft. Immutable once it is in use.
 *
 * @param <D> the draft
 */
final class ObjectShape<D> {
  private final String expected;
  private final Map<String, Field<D>> fields = new LinkedHashMap<>();
  private Map<String, Field<D>> index = Map.of();

  private record Field<D>(long bit, BiConsumer<JsonCursor, D> reader) {}

  /**
   * @param expected description of the object, for the message about another value in its place
   */
  ObjectShape(String expected) {
    this.expected = expected;
  }

  /**
   * Adds a field. {@code reader} gets the cursor on the value's first token, leaves it on the last.
   */
  ObjectShape<D> field(String name, BiConsumer<JsonCursor, D> reader) {
    fields.put(name, new Field<>(1L << fields.size(), reader));
    index = new HashMap<>(fields);
    return this;
  }

  /**
   * Reads the current value into {@code draft}.
   *
   * @return false if it was not an object
   */
  boolean read(JsonCursor json, D draft) {
    if (!json.isObject(expected)) {
      return false;
    }
    long seen = 0;
    String name;
    while ((name = json.nextField()) != null) {
      Field<D> field = index.get(name);
      if (field == null || (seen & field.bit) != 0) {
        json.report(field == null ? unknown(name) : Quote.of(name) + " is given twice; keep one");
        json.next();
        json.skip();
      } else {
        seen |= field.bit;
        json.next();
        field.reader.accept(json, draft);
      }
    }
    return true;
  }

  private String unknown(String name) {
    String nearest = NearestName.to(name, fields.keySet());
    String advice =
        nearest == null
            ? "the fields here are " + String.join(", ", fields.keySet())
            : "did you mean " + Quote.of(nearest) + "?";
    return "unknown field " + Quote.of(name) + "; " + advice;
  }
}
