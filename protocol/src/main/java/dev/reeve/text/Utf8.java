package dev.reeve.text;

/** Checks bytes against RFC 3629: no overlong forms, no surrogates, nothing past U+10FFFF. */
public final class Utf8 {
  private Utf8() {}

  public static boolean isValid(byte[] array, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      int width = array[at] >= 0 ? 1 : widthAt(array, at, end);
      if (width == 0) {
        return false;
      }
      at += width;
    }
    return true;
  }

  /** Number of bytes of the character at {@code at}, which is not ASCII; 0 if it is malformed. */
  private static int widthAt(byte[] array, int at, int end) {
    int lead = array[at] & 0xFF;
    int width = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (at + width > end) {
      return 0;
    }
    for (int i = at + 1; i < at + width; i++) {
      if ((array[i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return width > 2 && !isSecondAllowed(lead, array[at + 1] & 0xFF) ? 0 : width;
  }

  /** The second byte tells overlong forms, surrogates and what lies past U+10FFFF. */
  private static boolean isSecondAllowed(int lead, int second) {
    return switch (lead) {
      case 0xE0 -> second >= 0xA0;
      case 0xED -> second < 0xA0;
      case 0xF0 -> second >= 0x90;
      case 0xF4 -> second < 0x90;
      default -> true;
    };
  }
}
