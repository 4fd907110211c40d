package dev.reeve.worker.runtime;

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
import tools.jackson.databind.json.JsonMapper;

/**
 * Maps JSON to a handler's request type and its results to JSON, by Jackson. Unknown fields are
 * errors; no JSON can name a class. Task thread.
 */
final class RecordMapper {
  private static final int MAX_DEPTH = 64;

  private final JsonMapper mapper =
      JsonMapper.builder(factory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private final Map<Class<?>, ObjectReader> readers = new HashMap<>();

  /**
   * @throws InvalidPayloadException names the place in the payload
   */
  @Nullable Object read(byte[] utf8, Class<?> handler) throws InvalidPayloadException {
    ObjectReader reader = readers.computeIfAbsent(handler, this::readerFor);
    try {
      Object request = reader.readValue(utf8);
      if (request == null && !takesNull(reader.getValueType())) {
        throw new InvalidPayloadException("payload: must not be null", null);
      }
      return request;
    } catch (JacksonException e) {
      throw new InvalidPayloadException(place(e) + ": " + e.getOriginalMessage(), e);
    }
  }

  /** One line of JSON. */
  byte[] write(Object result) {
    return mapper.writeValueAsBytes(result);
  }

  private ObjectReader readerFor(Class<?> handler) {
    JavaType[] arguments = mapper.constructType(handler).findTypeParameters(TaskHandler.class);
    return arguments.length == 0 ? mapper.readerFor(Object.class) : mapper.readerFor(arguments[0]);
  }

  private static boolean takesNull(JavaType request) {
    return request.hasRawClass(Void.class) || request.hasRawClass(Object.class);
  }

  private static JsonFactory factory() {
    StreamReadConstraints limits =
        StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build();
    return JsonFactory.builder().streamReadConstraints(limits).build();
  }

  /** Such as {@code payload.pages[3].title}. */
  private static String place(JacksonException e) {
    StringBuilder place = new StringBuilder("payload");
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
