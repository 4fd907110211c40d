package dev.reeve.json;

import dev.reeve.text.Utf8;
import java.util.Arrays;
import java.util.regex.Pattern;
import tools.jackson.core.ErrorReportConfiguration;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Opens streaming parsers that are strict: RFC 8259 only, UTF-8 only, within {@link JsonLimits}.
 * Usable by many threads; a parser belongs to the thread that opened it.
 */
public final class JsonParsers {

  /** Deepest nesting that {@link #DEFAULT} reads: arrays and objects. */
  public static final int MAX_DEPTH = 80;

  /** Parsers for a text whose length is bounded, so that strings and names need no bound. */
  public static final JsonParsers DEFAULT =
      new JsonParsers(
          new JsonLimits(
              MAX_DEPTH,
              Integer.MAX_VALUE,
              Integer.MAX_VALUE,
              JsonLimits.DEFAULT_NUMBER_CHARS,
              false));

  /** Most characters of an invalid word that an error repeats: payloads do not belong in logs. */
  private static final int MAX_QUOTED = 32;

  /** Compiled when the first error is explained: most workers have none, and all start faster. */
  private static final class Explanation {
    /** Parts of Jackson's messages that are about Jackson, and control characters. */
    static final Pattern NOISE =
        Pattern.compile(" \\(start marker at .*\\)|, from `[^`]*`|\\p{Cntrl}");
  }

  private final JsonFactory factory;

  /** Makes parsers with these limits. */
  public JsonParsers(JsonLimits limits) {
    factory =
        JsonFactory.builder()
            // Jackson would guess UTF-16 and UTF-32
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .configure(
                TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW,
                !limits.allowsCollidingNames())
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth())
                    .maxStringLength(limits.stringChars())
                    .maxNameLength(limits.nameChars())
                    .maxNumberLength(limits.numberChars())
                    .build())
            .errorReportConfiguration(
                ErrorReportConfiguration.builder().maxErrorTokenLength(MAX_QUOTED).build())
            // a thread parses one text at a time, so its buffers are best kept with it
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();
  }

  /**
   * Opens a parser, which stands before its first token.
   *
   * @throws JacksonException if the bytes are not UTF-8; Jackson itself would accept surrogates and
   *     overlong forms
   */
  public JsonParser open(byte[] array, int offset, int length) {
    int end = offset + length;
    if (Utf8.looksWide(array, offset, end)
        || Utf8.markLength(array, offset, end) > 0
        || Utf8.firstInvalid(array, offset, end) >= 0) {
      throw new StreamReadException("the text is not UTF-8, or begins with a byte order mark");
    }
    return openUnchecked(array, offset, length);
  }

  /** Opens a parser of bytes that are known to be UTF-8, or whose characters do not matter. */
  public JsonParser openUnchecked(byte[] array, int offset, int length) {
    return factory.createParser(ObjectReadContext.empty(), array, offset, length);
  }

  /** Returns the factory of these parsers, for a mapper. */
  public JsonFactory factory() {
    return factory;
  }

  /** Fails unless nothing but white space follows the value that was read. */
  public static void expectEnd(JsonParser parser) {
    JsonToken token = parser.nextToken();
    if (token != null) {
      throw new StreamReadException(parser, "more text follows the JSON value");
    }
  }

  /**
   * Copies the value at whose start {@code parser} stands, as it is written, and leaves the parser
   * at its end.
   *
   * @param array what the parser reads
   * @param offset index at which the parser began
   * @param limit index after the last byte that the parser may read
   */
  public static Json copyValue(JsonParser parser, byte[] array, int offset, int limit) {
    int start = offset + (int) parser.currentTokenLocation().getByteOffset();
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return copyString(parser, array, start, limit);
    }
    parser.skipChildren();
    parser.finishToken();
    TokenStreamLocation location = parser.currentLocation();
    int end = offset + (int) location.getByteOffset();
    return Json.ofTrusted(
        location.getLineNr() == 1
            ? Arrays.copyOfRange(array, start, end)
            : JsonCompactor.removeWhiteSpace(array, start, end - start));
  }

  /** The parser checks the characters of the string when it goes on to the next token. */
  private static Json copyString(JsonParser parser, byte[] array, int start, int limit) {
    int end = JsonScanner.endOfValidString(array, start, limit);
    if (end < 0) {
      parser.finishToken(); // throws
    }
    return Json.ofTrusted(Arrays.copyOfRange(array, start, end));
  }

  /** Returns what is wrong, and in which column, in one line. */
  public static String explain(JacksonException e) {
    String message =
        Explanation.NOISE.matcher(String.valueOf(e.getOriginalMessage())).replaceAll("");
    return e.getLocation() == null
        ? message
        : message + " (column " + e.getLocation().getColumnNr() + ")";
  }
}
