package dev.reeve.supervisor.job;

import dev.reeve.text.Quote;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A place in a JSON text, with the errors and warnings that are reported there. Says whether the
 * current value is of an expected type, and skips values.
 */
class TokenCursor implements AutoCloseable {
  final SourceText text;
  final JsonParser parser;
  final JobErrors errors;

  TokenCursor(SourceText text, JobErrors errors) {
    this.text = text;
    this.errors = errors;
    parser = JobJson.parser(text.bytes(), text.from(), text.length());
  }

  /** Moves to the next token; returns false at the end of the text. */
  boolean next() {
    return parser.nextToken() != null;
  }

  /** Moves to the next field and returns its name; null at the end of the object. */
  @Nullable String nextField() {
    return parser.nextName();
  }

  /** Moves to the next element; returns false at the end of the array. */
  boolean nextElement() {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  /** Returns the offset of the current token. */
  int offset() {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  /** Returns the offset after the current token. */
  int end() {
    return (int) parser.currentLocation().getByteOffset();
  }

  /** Returns the cursor's place in the document; null for the outermost value. */
  @Nullable String place() {
    return DocumentPath.of(parser.streamReadContext());
  }

  /** Reports an error in the current token. */
  void report(String message) {
    reportAt(offset(), message);
  }

  /** Reports an error in the cursor's place, at another offset. */
  void reportAt(int offset, String message) {
    errors.add(offset, place(), message);
  }

  /** Reports an error in a field of the object that the cursor has just read. */
  void reportAt(int offset, String field, String message) {
    errors.add(offset, fieldOf(place(), field), message);
  }

  private static String fieldOf(@Nullable String object, String field) {
    return object == null ? field : object + "." + field;
  }

  /** Warns of the current token. */
  void warn(String message) {
    errors.warn(offset(), place(), message);
  }

  /** Warns of a field of the object that the cursor has just read. */
  void warnAt(int offset, String field, String message) {
    errors.warn(offset, fieldOf(place(), field), message);
  }

  /** Reports that the text is not JSON from here on. */
  void report(JacksonException e) {
    boolean known = e.getLocation() != null && e.getLocation().getByteOffset() >= 0;
    int offset = known ? (int) e.getLocation().getByteOffset() : end();
    reportAt(offset, SyntaxMessages.message(e) + "; nothing after it was checked");
  }

  /** Returns the number of errors that have been reported. */
  int errorCount() {
    return errors.count();
  }

  /** Reports that the current value is not what is expected, and skips it. */
  void reject(String expected) {
    report("must be " + expected + ", not " + found());
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

  /** Returns true if the current value is an object; else reports an error. */
  boolean isObject(String expected) {
    return is(JsonToken.START_OBJECT, expected);
  }

  /** Returns true if the current value is an array; else reports an error. */
  boolean isArray(String expected) {
    return is(JsonToken.START_ARRAY, expected);
  }

  boolean is(JsonToken token, String expected) {
    if (parser.currentToken() == token) {
      return true;
    }
    reject(expected);
    return false;
  }

  /** Skips the current value, but checks the length of its numbers. */
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

  boolean checkNumberLength() {
    int length = parser.getStringLength();
    if (length > JobJson.MAX_NUMBER_CHARS) {
      report(
          "is a number of %d characters; the longest allowed has %d"
              .formatted(length, JobJson.MAX_NUMBER_CHARS));
      return false;
    }
    return true;
  }

  @Override
  public void close() {
    parser.close();
  }
}
