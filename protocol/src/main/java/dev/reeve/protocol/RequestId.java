package dev.reeve.protocol;

import dev.reeve.json.JsonWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The id of a JSON-RPC request: a whole number or a string, given back in the response exactly as
 * it came. The supervisor uses numbers only.
 *
 * @param number the id if {@code text} is null
 * @param text the id if it is a string
 */
public record RequestId(long number, @Nullable String text) {

  /** A whole number as an id. */
  public static RequestId of(long number) {
    return new RequestId(number, null);
  }

  /** A string as an id. */
  public static RequestId of(String text) {
    return new RequestId(0, text);
  }

  /** Writes the id as JSON. */
  void writeTo(JsonWriter out) {
    if (text == null) {
      out.number(number);
    } else {
      out.string(text);
    }
  }

  /** By hand, as is the hash: a record's own are made at run time, which a short run feels. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RequestId that
        && number == that.number
        && Objects.equals(text, that.text);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(number) + Objects.hashCode(text);
  }

  @Override
  public String toString() {
    return text == null ? Long.toString(number) : '"' + text + '"';
  }
}
