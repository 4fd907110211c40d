package dev.reeve.json;

import dev.reeve.protocol.Frame;
import dev.reeve.protocol.Protocol;
import dev.reeve.text.Utf8;
import java.util.Arrays;
import java.util.regex.Pattern;
import tools.jackson.core.ErrorReportConfiguration;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** Opens strict streaming parsers: RFC 8259, UTF-8 only, bounded in depth and length of numbers. */
public final class JsonParsers {
  private static final int MAX_NUMBER_LENGTH = 1000;

  /** How much of an offending word an error repeats: payloads do not belong into logs. */
  private static final int MAX_QUOTED = 32;

  /** Made when the first error is told: most workers never have one, and all are to start soon. */
  private static final class Lore {
    /** Parts of Jackson's messages that tell about Jackson, and control characters. */
    static final Pattern JACKSONS =
        Pattern.compile(" \\(start marker at .*\\)|, from `[^`]*`|\\p{Cntrl}");
  }

  /** Strings and names have no bound of their own: the frame that holds them has one. */
  private static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder()
          .maxNestingDepth(Protocol.MAX_DEPTH)
          .maxNumberLength(MAX_NUMBER_LENGTH)
          .maxStringLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .build();

  /** Each pipe has a thread of its own, so that its buffers are best kept with the thread. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(CONSTRAINTS)
          .errorReportConfiguration(
              ErrorReportConfiguration.builder().maxErrorTokenLength(MAX_QUOTED).build())
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .build();

  private JsonParsers() {}

  /**
   * A parser before its first token.
   *
   * @throws JacksonException if the bytes are not UTF-8; Jackson itself would guess UTF-16 and
   *     UTF-32, and let surrogates and overlong forms pass
   */
  public static JsonParser open(Frame source) {
    byte[] array = source.array();
    int offset = source.offset();
    int length = source.length();
    if (!Utf8.isValid(array, offset, length) || looksEncodedOtherwise(array, offset, length)) {
      throw new StreamReadException("the text is not UTF-8, or begins with a byte order mark");
    }
    return FACTORY.createParser(ObjectReadContext.empty(), array, offset, length);
  }

  /** Fails unless nothing but white space follows the value that was read. */
  public static void expectEnd(JsonParser parser) {
    JsonToken token = parser.nextToken();
    if (token != null) {
      throw new StreamReadException(parser, "there is more after the end of the JSON value");
    }
  }

  /**
   * Copies the value that {@code parser} stands at the start of, as it is written in {@code
   * source}, and leaves the parser at its end.
   */
  public static RawJson copyValue(JsonParser parser, Frame source) {
    int start = source.offset() + (int) parser.currentTokenLocation().getByteOffset();
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return copyString(parser, source, start);
    }
    parser.skipChildren();
    parser.finishToken();
    TokenStreamLocation location = parser.currentLocation();
    int end = source.offset() + (int) location.getByteOffset();
    // only a frame that no FrameReader cut can hold a line break
    return location.getLineNr() == 1
        ? RawJson.ofTrusted(Arrays.copyOfRange(source.array(), start, end))
        : RawJson.ofTrusted(JsonCompactor.strip(source.array(), start, end - start));
  }

  /** The parser checks what is in the string when it goes on to the next token. */
  private static RawJson copyString(JsonParser parser, Frame source, int start) {
    int end = RawJson.endOfString(source.array(), start, source.offset() + source.length());
    if (end < 0) {
      parser.finishToken(); // throws
    }
    return RawJson.ofTrusted(Arrays.copyOfRange(source.array(), start, end));
  }

  /** What is wrong, and where, in one line. */
  public static String explain(JacksonException e) {
    String message = Lore.JACKSONS.matcher(String.valueOf(e.getOriginalMessage())).replaceAll("");
    return e.getLocation() == null
        ? message
        : message + " (column " + e.getLocation().getColumnNr() + ")";
  }

  private static boolean looksEncodedOtherwise(byte[] array, int offset, int length) {
    int head = Math.min(length, 4);
    for (int i = offset; i < offset + head; i++) {
      if (array[i] == 0) {
        return true;
      }
    }
    return head > 0 && array[offset] == (byte) 0xEF;
  }
}
