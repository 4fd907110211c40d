package dev.reeve.supervisor.cli.client;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to a server.
 *
 * @param method such as {@code GET}
 * @param target path and query, encoded
 * @param fields header fields besides {@code Host} and those about the body's length
 * @param body null if there is none
 */
public record HttpRequest(
    String method, String target, Map<String, String> fields, @Nullable Body body) {

  /** Writes a body of any length. */
  @FunctionalInterface
  public interface Body {
    /** Writes the whole body; what is written is sent when the stream is flushed, or full. */
    void writeTo(OutputStream out) throws IOException;
  }

  public HttpRequest {
    fields = Map.copyOf(fields);
  }

  /** Returns a request without a body. */
  public static HttpRequest of(String method, String target) {
    return new HttpRequest(method, target, Map.of(), null);
  }

  /** Returns a request with a body of that media type. */
  public HttpRequest with(String mediaType, Body content) {
    return new HttpRequest(method, target, added("Content-Type", mediaType), content);
  }

  /** Returns a request with one more header field. */
  public HttpRequest with(String name, String value) {
    return new HttpRequest(method, target, added(name, value), body);
  }

  private Map<String, String> added(String name, String value) {
    if (value.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException("a header field cannot have control characters");
    }
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put(name, value);
    return all;
  }

  /** Returns a path segment or a value of a query, with everything encoded that is not plain. */
  public static String encoded(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean isPlain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-_~".indexOf(c) >= 0
              || (c == '.' && !text.equals(".") && !text.equals(".."));
      if (isPlain) {
        out.append(c);
      } else {
        out.append('%').append("%02X".formatted(b & 0xff));
      }
    }
    return out.toString();
  }
}
