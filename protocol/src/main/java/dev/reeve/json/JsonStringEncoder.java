package dev.reeve.json;

import dev.reeve.text.Hex;
import java.util.Arrays;

/** Encodes the characters of a JSON string as UTF-8, with escapes where JSON wants them. */
final class JsonStringEncoder {

  /** Most bytes that a char becomes: those of an escape with four digits. */
  static final int MAX_CHAR_BYTES = 6;

  /** For each ASCII character the letter of its escape, {@code u} for four digits, 0 for none. */
  private static final byte[] ESCAPES = escapes();

  private JsonStringEncoder() {}

  private static byte[] escapes() {
    byte[] escapes = new byte[0x80];
    Arrays.fill(escapes, 0, ' ', (byte) 'u');
    escapes[0x7F] = 'u'; // JSON would allow it, but it is a control character
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    escapes['\b'] = 'b';
    escapes['\f'] = 'f';
    escapes['\n'] = 'n';
    escapes['\r'] = 'r';
    escapes['\t'] = 't';
    return escapes;
  }

  /**
   * Encodes the chars from index {@code from} up to {@code to}, which must not be the middle of a
   * surrogate pair.
   *
   * @param target has room for {@link #MAX_CHAR_BYTES} for each char
   * @param start index of the first byte to write
   * @param keepsHalves whether half a surrogate pair is written as an escape; otherwise it becomes
   *     U+FFFD
   * @return index after the last byte written
   */
  static int encode(String text, int from, int to, byte[] target, int start, boolean keepsHalves) {
    int at = start;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        byte escape = ESCAPES[c];
        if (escape == 0) {
          target[at++] = (byte) c;
        } else {
          at = escape(c, escape, target, at);
        }
      } else if (!Character.isSurrogate(c)) {
        at = twoOrThreeBytes(c, target, at);
      } else if (i + 1 < to && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        at = fourBytes(text.codePointAt(i++), target, at);
      } else {
        at = keepsHalves ? unicodeEscape(c, target, at) : twoOrThreeBytes('\uFFFD', target, at);
      }
    }
    return at;
  }

  private static int escape(char c, byte letter, byte[] target, int at) {
    if (letter == 'u') {
      return unicodeEscape(c, target, at);
    }
    target[at] = '\\';
    target[at + 1] = letter;
    return at + 2;
  }

  private static int unicodeEscape(char c, byte[] target, int at) {
    target[at] = '\\';
    target[at + 1] = 'u';
    for (int digit = 0; digit < 4; digit++) {
      target[at + 2 + digit] = Hex.digit((c >> (4 * (3 - digit))) & 0xF);
    }
    return at + 6;
  }

  private static int twoOrThreeBytes(char c, byte[] target, int start) {
    int at = start;
    if (c < 0x800) {
      target[at++] = (byte) (0xC0 | c >> 6);
    } else {
      target[at++] = (byte) (0xE0 | c >> 12);
      target[at++] = continuation(c >> 6);
    }
    target[at++] = continuation(c);
    return at;
  }

  private static int fourBytes(int character, byte[] target, int at) {
    target[at] = (byte) (0xF0 | character >> 18);
    target[at + 1] = continuation(character >> 12);
    target[at + 2] = continuation(character >> 6);
    target[at + 3] = continuation(character);
    return at + 4;
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }
}
