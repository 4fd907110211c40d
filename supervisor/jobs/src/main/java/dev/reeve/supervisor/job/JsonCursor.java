package dev.reeve.supervisor.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.Json;
import dev.reeve.json.JsonScanner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A cursor that reads values of expected types from a JSON text. An invalid value is reported with
 * its offset and place, and skipped, so that the rest is checked as well.
 *
 * <p>Methods that read a value expect the cursor on its first token, leave it on its last, and
 * return null after they have reported an error. They throw {@link JacksonException} if the text is
 * not JSON.
 */
final class JsonCursor extends TokenCursor {
  JsonCursor(SourceText text, JobErrors errors) {
    super(text, errors);
  }

  /** Reads any value; white space around its parts is removed. */
  @Nullable Json raw() {
    int start = offset();
    if (isText()) {
      return rawText(start);
    }
    int before = errors.count();
    skip();
    isSmallEnough(start, end() - start);
    return rawFrom(start, before);
  }

  /** Reads a string; the parser checks its content when it moves to the next token. */
  private @Nullable Json rawText(int start) {
    int from = text.from() + start;
    int to = JsonScanner.endOfValidString(text.bytes(), from, text.to());
    if (to < 0) {
      parser.finishToken(); // throws
    }
    return isSmallEnough(start, to - from)
        ? Json.ofTrusted(Arrays.copyOfRange(text.bytes(), from, to))
        : null;
  }

  private boolean isSmallEnough(int offset, int bytes) {
    if (bytes <= JobJson.MAX_TEXT) {
      return true;
    }
    reportAt(offset, "is larger than " + JobJson.MAX_TEXT + " bytes");
    return false;
  }

  /**
   * Returns the value that was read from offset {@code start} on, without white space around its
   * parts; null if there were errors in it.
   *
   * @param errorsBefore number of errors before it was read
   */
  @Nullable Json rawFrom(int start, int errorsBefore) {
    return errors.count() > errorsBefore
        ? null
        : Json.parse(text.bytes(), text.from() + start, end() - start);
  }

  /** Reads a text. */
  @Nullable String string(String expected) {
    if (is(JsonToken.VALUE_STRING, expected)) {
      return parser.getString();
    }
    return null;
  }

  /** Reads a text of 1 to {@code maxChars} characters. */
  @Nullable String name(String expected, int maxChars) {
    String name = string(expected);
    if (name == null) {
      return null;
    }
    if (name.isEmpty() || name.length() > maxChars) {
      report("must have 1 to %d characters, not %d".formatted(maxChars, name.length()));
      return null;
    }
    if (!UTF_8.newEncoder().canEncode(name)) {
      report("contains half of a surrogate pair, which a result record cannot hold");
      return null;
    }
    return name;
  }

  /**
   * Reads a text in a notation; {@code reader} throws {@link IllegalArgumentException} for people.
   */
  <T> @Nullable T notation(String expected, Function<String, @Nullable T> reader) {
    String string = string(expected);
    if (string == null) {
      return null;
    }
    try {
      return reader.apply(string);
    } catch (IllegalArgumentException e) {
      report(String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** Reads a whole number. */
  @Nullable Long wholeNumber(long min, long max, String expected) {
    if (!is(JsonToken.VALUE_NUMBER_INT, expected)) {
      return null;
    }
    // a number with more digits than a long could take very long to convert
    if (parser.getStringLength() > 20 || outside(min, max)) {
      reject(expected);
      return null;
    }
    return parser.getLongValue();
  }

  private boolean outside(long min, long max) {
    boolean isLong = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    return !isLong || parser.getLongValue() < min || parser.getLongValue() > max;
  }

  /** Returns true if the current value is a text. */
  boolean isText() {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  /** Returns true if the current value is an array. */
  boolean isArrayStart() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  /** Returns true if the current value is a text, a number, true or false. */
  boolean isScalar() {
    JsonToken token = parser.currentToken();
    return token.isScalarValue() && token != JsonToken.VALUE_NULL;
  }

  /** Returns true if the current value is a whole number. */
  boolean isWholeNumber() {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
  }

  /** Reads a number of at least {@code min}. */
  @Nullable Double number(double min, String expected) {
    if (!parser.currentToken().isNumeric()) {
      reject(expected);
      return null;
    }
    if (!checkNumberLength()) {
      return null;
    }
    double value = parser.getDoubleValue();
    if (value < min || Double.isInfinite(value)) {
      reject(expected);
      return null;
    }
    return value;
  }

  /** Reads {@code true} or {@code false}. */
  @Nullable Boolean truth() {
    if (parser.currentToken().isBoolean()) {
      return parser.getBooleanValue();
    }
    reject("true or false");
    return null;
  }

  /** Reads an array of texts; reports and leaves out other elements. */
  @Nullable List<String> strings(String expected) {
    if (!isArray(expected)) {
      return null;
    }
    List<String> strings = new ArrayList<>();
    while (nextElement()) {
      String string = string("a text");
      if (string != null) {
        strings.add(string);
      }
    }
    return strings;
  }
}
