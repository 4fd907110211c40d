package dev.reeve.text;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The hash function FNV-1a of Fowler, Noll and Vo, with 64 bits: small, quick for short texts, and
 * no protection against deliberate collisions.
 */
public final class Fnv1a {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Fnv1a() {}

  /** Returns the hash of a text in UTF-8. */
  public static long hash(String text) {
    long hash = OFFSET;
    for (byte value : text.getBytes(UTF_8)) {
      hash = (hash ^ (value & 0xFF)) * PRIME;
    }
    return hash;
  }
}
