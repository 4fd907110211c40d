package dev.reeve.supervisor.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.json.Json;
import dev.reeve.json.JsonScanner;
import dev.reeve.text.Quote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Walks through a JSON text and reads values of known types. What is wrong with a value is noted,
 * with its offset and place, and read over, so that all the rest is checked as well.
 *
 * <p>The methods that read a value expect the cursor on its first token, leave it on its last, and
 * return null after they have noted a problem. What is not JSON throws {@link JacksonException}.
 */
final class JsonCursor implements AutoCloseable {
  private final SourceText text;
  private final JsonParser parser;
  private final JobErrors problems;

  JsonCursor(SourceText text, JobErrors problems) {
    this.text = text;
    this.problems = problems;
    parser = JobJson.parser(text.bytes(), text.from(), text.length());
  }

  /** Goes on to the next token; false at the end of the text. */
  boolean next() {
    return parser.nextToken() != null;
  }

  /** Goes on to the next field's name; null at the end of the object. */
  @Nullable String nextField() {
    return parser.nextName();
  }

  /** Goes on to the next element; false at the end of the array. */
  boolean nextElement() {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  /** Offset of the current token. */
  int offset() {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  /** Offset after what has been read so far. */
  int end() {
    return (int) parser.currentLocation().getByteOffset();
  }

  /** Where in the document the cursor is; null for the outermost value. */
  @Nullable String place() {
    return DocumentPath.of(parser.streamReadContext());
  }

  /** Notes a problem of the current token. */
  void complain(String message) {
    complainAt(offset(), message);
  }

  /** Notes a problem of the place where the cursor is, at another offset. */
  void complainAt(int offset, String message) {
    problems.add(offset, place(), message);
  }

  /** Notes a problem of a field of the object that the cursor has just read. */
  void complainAt(int offset, String field, String message) {
    String object = place();
    problems.add(offset, object == null ? field : object + "." + field, message);
  }

  /** Notes that the text is no JSON from here on. */
  void complain(JacksonException e) {
    boolean known = e.getLocation() != null && e.getLocation().getByteOffset() >= 0;
    int offset = known ? (int) e.getLocation().getByteOffset() : end();
    complainAt(offset, SyntaxError.message(e) + "; nothing after it was checked");
  }

  /** How many problems have been noted. */
  int problemCount() {
    return problems.count();
  }

  /** Notes that the current value is not what is expected, and reads over it. */
  void refuse(String expected) {
    complain("must be " + expected + ", not " + found());
    skip();
  }

  private String found() {
    return switch (parser.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "the text " + Quote.of(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          "the number " + Quote.shortened(parser.getString());
      case VALUE_NULL -> "null; leave the field out if it has no value";
      default -> parser.getString();
    };
  }

  /** Whether the current value is an object; a problem if not. */
  boolean isObject(String expected) {
    return is(JsonToken.START_OBJECT, expected);
  }

  /** Whether the current value is an array; a problem if not. */
  boolean isArray(String expected) {
    return is(JsonToken.START_ARRAY, expected);
  }

  private boolean is(JsonToken token, String expected) {
    if (parser.currentToken() == token) {
      return true;
    }
    refuse(expected);
    return false;
  }

  /** Reads over the current value; its numbers are checked all the same. */
  void skip() {
    int depth = 0;
    do {
      JsonToken token = parser.currentToken();
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token.isNumeric()) {
        checkNumberLength();
      }
    } while (depth > 0 && next());
    parser.finishToken();
  }

  private boolean checkNumberLength() {
    int length = parser.getStringLength();
    if (length > JobJson.MAX_NUMBER_CHARS) {
      complain(
          "is a number of %d characters; the longest allowed has %d"
              .formatted(length, JobJson.MAX_NUMBER_CHARS));
      return false;
    }
    return true;
  }

  /** Any value, without the white space around its parts. */
  @Nullable Json raw() {
    int start = offset();
    if (isText()) {
      return rawText(start);
    }
    int before = problems.count();
    skip();
    isSmallEnough(start, end() - start);
    return rawFrom(start, before);
  }

  /** The parser checks what is in the string when it goes on to the next token. */
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
    complainAt(offset, "is larger than " + JobJson.MAX_TEXT + " bytes");
    return false;
  }

  /**
   * What was read from offset {@code start} on, a value without white space around its parts.
   *
   * @param problemsBefore how many problems there were then; null if there are more now
   */
  @Nullable Json rawFrom(int start, int problemsBefore) {
    return problems.count() > problemsBefore
        ? null
        : Json.parse(text.bytes(), text.from() + start, end() - start);
  }

  /** A text. */
  @Nullable String string(String expected) {
    if (is(JsonToken.VALUE_STRING, expected)) {
      return parser.getString();
    }
    return null;
  }

  /** A text of 1 to {@code maxChars} characters. */
  @Nullable String name(String expected, int maxChars) {
    String name = string(expected);
    if (name == null) {
      return null;
    }
    if (name.isEmpty() || name.length() > maxChars) {
      complain("must have 1 to %d characters, not %d".formatted(maxChars, name.length()));
      return null;
    }
    if (!UTF_8.newEncoder().canEncode(name)) {
      complain("holds half a surrogate pair, which no record of results can");
      return null;
    }
    return name;
  }

  /** A text in a notation, whose reader throws {@link IllegalArgumentException} for people. */
  <T> @Nullable T notation(String expected, Function<String, @Nullable T> reader) {
    String string = string(expected);
    if (string == null) {
      return null;
    }
    try {
      return reader.apply(string);
    } catch (IllegalArgumentException e) {
      complain(String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** A whole number. */
  @Nullable Long wholeNumber(long min, long max, String expected) {
    if (!is(JsonToken.VALUE_NUMBER_INT, expected)) {
      return null;
    }
    // longer than a long, and perhaps long enough to be slow
    if (parser.getStringLength() > 20 || outside(min, max)) {
      refuse(expected);
      return null;
    }
    return parser.getLongValue();
  }

  private boolean outside(long min, long max) {
    boolean isLong = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    return !isLong || parser.getLongValue() < min || parser.getLongValue() > max;
  }

  /** Whether the current value is a text. */
  boolean isText() {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  /** Whether the current value is a whole number. */
  boolean isWholeNumber() {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
  }

  /** A number of at least {@code min}. */
  @Nullable Double number(double min, String expected) {
    if (!parser.currentToken().isNumeric()) {
      refuse(expected);
      return null;
    }
    if (!checkNumberLength()) {
      return null;
    }
    double value = parser.getDoubleValue();
    if (value < min || Double.isInfinite(value)) {
      refuse(expected);
      return null;
    }
    return value;
  }

  /** {@code true} or {@code false}. */
  @Nullable Boolean truth() {
    if (parser.currentToken().isBoolean()) {
      return parser.getBooleanValue();
    }
    refuse("true or false");
    return null;
  }

  /** An array of texts; those elements that are none are noted and left out. */
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

  @Override
  public void close() {
    parser.close();
  }
}
