package dev.reeve.worker.mapping;

import dev.reeve.worker.Json;
import dev.reeve.worker.TaskHandler;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Maps JSON to a handler's request type and its results to JSON, by Jackson. Unknown fields are
 * errors; no JSON can name a class. Task thread.
 */
public final class RecordMapper {
  private static final int MAX_DEPTH = 64;

  private final JsonMapper mapper =
      JsonMapper.builder(factory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();
  private final Map<Class<?>, ObjectReader> readers = new HashMap<>();

  /**
   * @throws InvalidPayloadException names the place in the payload
   */
  @Nullable Object read(byte[] utf8, Class<?> handler) throws InvalidPayloadException {
    return read(utf8, handler, TaskHandler.class, "payload");
  }

  /**
   * Reads what {@code user} takes.
   *
   * @param generic the interface whose first type argument that is
   * @param root what the JSON is called in errors
   */
  public @Nullable Object read(byte[] utf8, Class<?> user, Class<?> generic, String root)
      throws InvalidPayloadException {
    ObjectReader reader = readers.computeIfAbsent(user, type -> readerFor(type, generic));
    try {
      Object request = reader.readValue(utf8);
      if (request == null && !takesNull(reader.getValueType())) {
        throw new InvalidPayloadException(root + ": must not be null", null);
      }
      return request;
    } catch (JacksonException e) {
      throw new InvalidPayloadException(place(root, e) + ": " + problem(e), e);
    }
  }

  /** Whether {@code user} takes JSON as it is. */
  public boolean takesJson(Class<?> user, Class<?> generic) {
    return readerFor(user, generic).getValueType().hasRawClass(Json.class);
  }

  /** The result of another handler as that handler's class names it. */
  public @Nullable Object readResult(Json result, Class<?> handler) {
    JavaType[] types = mapper.constructType(handler).findTypeParameters(TaskHandler.class);
    if (types.length < 2 || types[1].hasRawClass(Json.class)) {
      return result;
    }
    return types[1].hasRawClass(Void.class)
        ? null
        : mapper
            .readerFor(types[1])
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .readValue(result.utf8());
  }

  /** One line of JSON. */
  public byte[] write(@Nullable Object result) {
    return mapper.writeValueAsBytes(result);
  }

  private ObjectReader readerFor(Class<?> user, Class<?> generic) {
    JavaType[] arguments = mapper.constructType(user).findTypeParameters(generic);
    return arguments.length == 0 ? mapper.readerFor(Object.class) : mapper.readerFor(arguments[0]);
  }

  private static boolean takesNull(JavaType request) {
    return request.hasRawClass(Void.class) || request.hasRawClass(Object.class);
  }

  private static JsonFactory factory() {
    StreamReadConstraints limits = // strings have no bound of their own: their message has one
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxStringLength(Integer.MAX_VALUE)
            .build();
    return JsonFactory.builder().streamReadConstraints(limits).build();
  }

  /** What a request's own constructor says of its values reads best without Jackson's words. */
  private static String problem(JacksonException e) {
    String own = e.getCause() instanceof IllegalArgumentException cause ? cause.getMessage() : null;
    return own == null ? e.getOriginalMessage() : own;
  }

  /** Such as {@code payload.pages[3].title}. */
  private static String place(String root, JacksonException e) {
    StringBuilder place = new StringBuilder(root);
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() != null) {
        place.append('.').append(step.getPropertyName());
      } else {
        place.append('[').append(step.getIndex()).append(']');
      }
    }
    return place.toString();
  }
}
