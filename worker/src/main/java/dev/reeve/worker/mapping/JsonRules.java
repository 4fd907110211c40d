package dev.reeve.worker.mapping;

import dev.reeve.json.RawJson;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How values become JSON, and what is said of those that don't. Usable by many threads. */
final class JsonRules {
  /** What a worker takes. */
  private static final int MAX_DEPTH = 64;

  private static final int MOST_PLACE_CHARS = 200;

  /** Jackson goes on with advice that only it could follow. */
  private static final Pattern NO_JSON = Pattern.compile("No serializer found for class (\\S+) .*");

  /** An object of which nothing can be told is a mistake, not an empty value. */
  static final JsonMapper WRITER =
      JsonMapper.builder(factory()).enable(SerializationFeature.FAIL_ON_EMPTY_BEANS).build();

  /** As strict as the worker is with a request. */
  static final JsonMapper STRICT_READER =
      JsonMapper.builder(factory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** A result may tell more than its type takes: methods of it count as members, too. */
  static final JsonMapper READER =
      JsonMapper.builder(factory())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private JsonRules() {}

  private static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(Integer.MAX_VALUE)
                .build())
        .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
        .build();
  }

  /**
   * One line of JSON.
   *
   * @param root what the value is called in errors
   * @throws IllegalArgumentException names the place in the value that can't be written
   */
  static RawJson write(@Nullable Object value, String root) {
    try {
      return RawJson.ofTrusted(WRITER.writeValueAsBytes(value));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(explain(e, root), e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException(root + ": it is nested too deep, or holds itself", e);
    }
  }

  /** What is wrong, and where, such as {@code request.pages[3].title: …}. */
  static String explain(JacksonException e, String root) {
    StringBuilder place = new StringBuilder(root);
    for (JacksonException.Reference step : e.getPath()) {
      if (place.length() > MOST_PLACE_CHARS) {
        place.append("…");
        break;
      }
      if (step.getPropertyName() != null) {
        place.append('.').append(step.getPropertyName());
      } else {
        place.append('[').append(step.getIndex()).append(']');
      }
    }
    return place + ": " + problem(e);
  }

  private static String problem(JacksonException e) {
    String own = e.getCause() instanceof IllegalArgumentException cause ? cause.getMessage() : null;
    return own == null
        ? NO_JSON.matcher(e.getOriginalMessage()).replaceFirst("a $1 has no JSON form")
        : own;
  }
}
