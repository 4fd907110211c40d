package dev.reeve.text;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The beginning of a line, made safe for a log: no control characters, no broken UTF-8. */
public final class Quote {
  private static final int MAX_BYTES = 80;

  private Quote() {}

  public static String of(byte[] array, int offset, int length) {
    String head = new String(array, offset, Math.min(length, MAX_BYTES), UTF_8);
    String safe = head.replaceAll("\\p{C}", "\uFFFD");
    return length > MAX_BYTES ? safe + '…' : safe;
  }
}
