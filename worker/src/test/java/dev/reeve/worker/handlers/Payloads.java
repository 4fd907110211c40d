package dev.reeve.worker.handlers;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes requests out of JSON the way a worker does: unknown fields are refused. */
public final class Payloads {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Payloads() {}

  /** A request record from JSON in which single quotes stand for double ones. */
  public static <T> T read(String json, Class<T> type) {
    return MAPPER.readValue(json.replace('\'', '"'), type);
  }

  /** The JSON of a result. */
  public static String write(Object result) {
    return MAPPER.writeValueAsString(result);
  }
}
