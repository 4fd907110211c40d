package dev.reeve.text;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The last bytes of a stream. Thread-safe. */
public final class TailBuffer {
  private final byte[] ring; // guarded by this, as are the next two
  private int next;
  private boolean full;

  /** Creates one that keeps this many bytes. */
  public TailBuffer(int bytes) {
    ring = new byte[bytes];
  }

  public synchronized void add(byte[] bytes, int offset, int length) {
    int kept = Math.min(length, ring.length);
    int from = offset + length - kept;
    int head = Math.min(kept, ring.length - next);
    System.arraycopy(bytes, from, ring, next, head);
    System.arraycopy(bytes, from + head, ring, 0, kept - head);
    full |= next + kept >= ring.length;
    next = (next + kept) % ring.length;
  }

  /** Returns the bytes as UTF-8, without a character at the start that has been cut in two. */
  public synchronized String text() {
    if (!full) {
      return new String(ring, 0, next, UTF_8);
    }
    byte[] bytes = new byte[ring.length];
    System.arraycopy(ring, next, bytes, 0, ring.length - next);
    System.arraycopy(ring, 0, bytes, ring.length - next, next);
    int start = firstCharacter(bytes);
    return new String(bytes, start, bytes.length - start, UTF_8);
  }

  /** Skips the rest of a character that was cut in two, which is three bytes at most. */
  private static int firstCharacter(byte[] bytes) {
    int start = 0;
    while (start < Math.min(3, bytes.length) && (bytes[start] & 0xC0) == 0x80) {
      start++;
    }
    return start;
  }
}
