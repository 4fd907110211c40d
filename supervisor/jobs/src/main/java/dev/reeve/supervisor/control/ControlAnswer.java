package dev.reeve.supervisor.control;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request: {@code {"result":…}}, or {@code {"error":{"kind":…,"message":…}}}.
 *
 * @param result null if there is an error
 * @param error null if there is none
 * @param message for people; null without an error
 */
public record ControlAnswer(
    @Nullable Json result, @Nullable ControlError error, @Nullable String message) {

  /** Makes the answer to a request that was carried out. */
  public static ControlAnswer of(Json result) {
    return new ControlAnswer(result, null, null);
  }

  /** Makes the answer to a request that could not be carried out. */
  public static ControlAnswer of(ControlError error, String message) {
    return new ControlAnswer(null, error, message);
  }

  /** Returns the answer as JSON on one line. */
  public Json toJson() {
    JsonWriter out = new JsonWriter(result == null ? 128 : result.length() + 16);
    out.beginObject();
    if (result != null) {
      return out.member("result").value(result).endObject().toJson();
    }
    out.member("error").beginObject();
    out.member("kind").string((error == null ? ControlError.RUN_ENDED : error).word());
    out.member("message").stringOrNull(message);
    return out.endObject().endObject().toJson();
  }

  /**
   * Reads an answer.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static ControlAnswer parse(byte[] utf8, int from, int length) {
    JsonObject object = JsonObject.parse(utf8, from, length);
    if (object.has("result")) {
      return of(object.value("result"));
    }
    JsonObject error = object.object("error");
    return of(ControlError.of(error.text("kind")), error.text("message"));
  }
}
