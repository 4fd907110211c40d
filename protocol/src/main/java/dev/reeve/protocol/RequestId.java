package dev.reeve.protocol;

import dev.reeve.json.JsonWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The id of a JSON-RPC request: a whole number or a string, which the response repeats exactly. The
 * supervisor uses numbers only.
 *
 * @param number the id if {@code text} is null
 * @param text the id if it is a string
 */
public record RequestId(long number, @Nullable String text) {

  /** Makes an id of a whole number. */
  public static RequestId of(long number) {
    return new RequestId(number, null);
  }

  /** Makes an id of a string. */
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

  /**
   * Written by hand, as is the hash: the JVM makes a record's own when first used, which is slow.
   */
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
