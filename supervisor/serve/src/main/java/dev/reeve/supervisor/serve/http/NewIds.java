package dev.reeve.supervisor.serve.http;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Ids for tasks that come without one: 48 bits of time and 80 random bits in 26 characters, as a
 * ULID has them, so they sort by time.
 */
final class NewIds {
  /** Crockford's base 32, in small letters. */
  private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

  private static final int TIME_DIGITS = 10;
  private static final int RANDOM_DIGITS = 16;
  private static final int BITS = 5;

  private NewIds() {}

  static String next() {
    char[] id = new char[TIME_DIGITS + RANDOM_DIGITS];
    long time = System.currentTimeMillis();
    for (int i = TIME_DIGITS - 1; i >= 0; i--) {
      id[i] = DIGITS[(int) (time & 31)];
      time >>>= BITS;
    }
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long bits = 0;
    for (int i = 0; i < RANDOM_DIGITS; i++) {
      bits = i % (RANDOM_DIGITS / 2) == 0 ? random.nextLong() : bits >>> BITS;
      id[TIME_DIGITS + i] = DIGITS[(int) (bits & 31)];
    }
    return new String(id);
  }
}
