package dev.reeve.supervisor.job;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** JSON as bytes: parsers with this room's limits, and strings to JSON. */
final class JsonText {

  /** Deepest nesting, the outermost value included. */
  static final int MAX_DEPTH = 64;

  /** Longest number in characters. */
  static final int MAX_NUMBER_CHARS = 1_000;

  /** Longest text in characters, and longest payload in bytes: what fits one message. */
  static final int MAX_TEXT = 16 << 20;

  private static final String HEX = "0123456789abcdef";

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // the encoding is UTF-8 and nothing else
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
          // a crafted set of names may be slow, but is no reason to throw
          .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT)
                  // checked by JsonCursor, which can go on after it
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          // one thread reads a job, and its buffers are best kept with it
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .build();

  private JsonText() {}

  static JsonParser parser(byte[] bytes, int from, int length) {
    return FACTORY.createParser(ObjectReadContext.empty(), bytes, from, length);
  }

  /** Appends {@code text} as a JSON string, with its quotation marks. */
  static void quote(String text, ByteArrayOutputStream out) {
    out.write('"');
    escape(text, out);
    out.write('"');
  }

  /** Appends {@code text} as it stands between the quotation marks of a JSON string. */
  static void escape(String text, ByteArrayOutputStream out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.write('\\');
        out.write(c);
      } else if (c < 0x20) {
        unicode(c, out);
      } else if (c < 0x80) {
        out.write(c);
      } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        four(Character.toCodePoint(c, text.charAt(++i)), out);
      } else if (Character.isSurrogate(c)) {
        unicode(c, out); // half a pair has no UTF-8
      } else {
        twoOrThree(c, out);
      }
    }
  }

  private static void unicode(char c, ByteArrayOutputStream out) {
    out.write('\\');
    out.write('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.write(HEX.charAt((c >> shift) & 0xF));
    }
  }

  private static void twoOrThree(char c, ByteArrayOutputStream out) {
    if (c < 0x800) {
      out.write(0xC0 | (c >> 6));
    } else {
      out.write(0xE0 | (c >> 12));
      continuation(c >> 6, out);
    }
    continuation(c, out);
  }

  private static void four(int codePoint, ByteArrayOutputStream out) {
    out.write(0xF0 | (codePoint >> 18));
    continuation(codePoint >> 12, out);
    continuation(codePoint >> 6, out);
    continuation(codePoint, out);
  }

  private static void continuation(int bits, ByteArrayOutputStream out) {
    out.write(0x80 | (bits & 0x3F));
  }
}
