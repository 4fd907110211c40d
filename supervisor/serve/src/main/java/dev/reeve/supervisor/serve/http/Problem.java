package dev.reeve.supervisor.serve.http;

import dev.reeve.json.Json;
import dev.reeve.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call that was not carried out, in the form of RFC 9457. Immutable.
 *
 * @param status of HTTP
 * @param kind word for programs; it ends the member {@code type}
 * @param title the kind in a few words for people
 * @param detail what is wrong with this call, and what to do
 * @param headers of the answer, such as {@code Retry-After}
 * @param members further members
 */
record Problem(
    int status,
    String kind,
    String title,
    String detail,
    Map<String, String> headers,
    Map<String, Json> members) {
  static final String MEDIA_TYPE = "application/problem+json";

  private static final String TYPE = "urn:reeve:problem:";

  Problem {
    headers = Map.copyOf(headers);
    members = new LinkedHashMap<>(members);
  }

  static Problem of(int status, String kind, String title, String detail) {
    return new Problem(status, kind, title, detail, Map.of(), Map.of());
  }

  static Problem badRequest(String detail) {
    return of(400, "bad-request", "The request is not understood", detail);
  }

  static Problem invalidTask(String detail) {
    return of(422, "invalid-task", "The task is not valid", detail);
  }

  static Problem unknownTask(String id) {
    return of(
            404,
            "unknown-task",
            "There is no such task",
            "none was accepted under this id, or it has ended and was forgotten;"
                + " GET /v1/tasks lists those that are known")
        .with("task", Json.string(id));
  }

  static Problem draining() {
    return of(
            503,
            "draining",
            "The server is about to end",
            "it accepts no further tasks; try again when it has been started anew")
        .header("Retry-After", "5");
  }

  static Problem tooLarge(long limit) {
    return of(
            413,
            "too-large",
            "The body is too large",
            "it has more than "
                + limit
                + " bytes; refer to a file instead, or raise --max-body of the server")
        .with("limit", Json.number(limit));
  }

  static Problem internal(Throwable cause) {
    return of(
        500,
        "internal",
        "The server failed",
        cause + "; this is a fault of Reeve and not of the request");
  }

  /** Returns a copy with a header. */
  Problem header(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new Problem(status, kind, title, detail, all, members);
  }

  /** Returns a copy that also tells what to do. */
  Problem withHint(String hint) {
    return new Problem(status, kind, title, detail + "; " + hint, headers, members);
  }

  /** Returns a copy with a member. */
  Problem with(String name, @Nullable Json value) {
    if (value == null) {
      return this;
    }
    Map<String, Json> all = new LinkedHashMap<>(members);
    all.put(name, value);
    return new Problem(status, kind, title, detail, headers, all);
  }

  /**
   * Returns the problem as JSON.
   *
   * @param instance path of the request; null if it is not known
   */
  Json toJson(@Nullable String instance) {
    JsonWriter out = new JsonWriter(256);
    out.beginObject().member("type").string(TYPE + kind);
    out.member("title").string(title);
    out.member("status").number(status);
    out.member("detail").string(detail);
    if (instance != null) {
      out.member("instance").string(instance);
    }
    members.forEach((name, value) -> out.member(name).value(value));
    return out.endObject().toJson();
  }
}
