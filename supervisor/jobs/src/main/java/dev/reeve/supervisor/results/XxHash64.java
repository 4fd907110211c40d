package dev.reeve.supervisor.results;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;

/**
 * The hash function XXH64 of Yann Collet's xxHash specification 0.1.1: 64 bits, fast and well
 * distributed, but no protection against deliberate collisions.
 */
final class XxHash64 {
  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_3 = 0x165667B19E3779F9L;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;
  private static final int STRIPE = 32;

  private XxHash64() {}

  static long hash(byte[] bytes, long seed) {
    return hash(bytes, 0, bytes.length, seed);
  }

  static long hash(byte[] bytes, int from, int length, long seed) {
    ByteBuffer lanes = ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN); // starts quicker than VarHandle
    int stripes = length & -STRIPE;
    long hash = stripes == 0 ? seed + PRIME_5 : ofStripes(lanes, from, stripes, seed);
    return avalanche(tail(lanes, from + stripes, from + length, hash + length));
  }

  private static long ofStripes(ByteBuffer lanes, int from, int length, long seed) {
    long a = seed + PRIME_1 + PRIME_2;
    long b = seed + PRIME_2;
    long c = seed;
    long d = seed - PRIME_1;
    for (int i = from; i < from + length; i += STRIPE) {
      a = round(a, lanes.getLong(i));
      b = round(b, lanes.getLong(i + 8));
      c = round(c, lanes.getLong(i + 16));
      d = round(d, lanes.getLong(i + 24));
    }
    long hash =
        Long.rotateLeft(a, 1)
            + Long.rotateLeft(b, 7)
            + Long.rotateLeft(c, 12)
            + Long.rotateLeft(d, 18);
    return merge(merge(merge(merge(hash, a), b), c), d);
  }

  private static long round(long sum, long lane) {
    return Long.rotateLeft(sum + lane * PRIME_2, 31) * PRIME_1;
  }

  private static long merge(long hash, long sum) {
    return (hash ^ round(0, sum)) * PRIME_1 + PRIME_4;
  }

  private static long tail(ByteBuffer lanes, int from, int end, long sum) {
    long hash = sum;
    int i = from;
    for (; i + 8 <= end; i += 8) {
      hash = Long.rotateLeft(hash ^ round(0, lanes.getLong(i)), 27) * PRIME_1 + PRIME_4;
    }
    if (i + 4 <= end) {
      long lane = lanes.getInt(i) & 0xFFFF_FFFFL;
      hash = Long.rotateLeft(hash ^ lane * PRIME_1, 23) * PRIME_2 + PRIME_3;
      i += 4;
    }
    for (; i < end; i++) {
      hash = Long.rotateLeft(hash ^ (lanes.get(i) & 0xFF) * PRIME_5, 11) * PRIME_1;
    }
    return hash;
  }

  private static long avalanche(long sum) {
    long hash = sum;
    hash = (hash ^ hash >>> 33) * PRIME_2;
    hash = (hash ^ hash >>> 29) * PRIME_3;
    return hash ^ hash >>> 32;
  }
}
