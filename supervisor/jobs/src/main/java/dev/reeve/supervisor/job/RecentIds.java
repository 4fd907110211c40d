package dev.reeve.supervisor.job;

import java.util.Arrays;

/**
 * The last {@value #MOST} ids of a stream. An id that is repeated later than that is not noticed;
 * the bound lets a stream go on for ever. One thread.
 *
 * <p>An id is kept as a hash of 128 bits, in arrays. As objects the ids would be the longest-lived
 * of a stream, and most of the work of each garbage collection. Two of them are confused with a
 * probability of about 2⁻¹¹² for each id that is added, which is far less than that of a memory
 * error.
 */
final class RecentIds {
  static final int MOST = 65_536;

  private static final int INITIAL = 1_024;

  /** The 64-bit FNV-1a hash of Fowler, Noll and Vo, with characters in the place of bytes. */
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;

  private static final long FNV_PRIME = 0x100000001B3L;

  /** 2⁶⁴ divided by the golden ratio, as in Knuth's multiplicative hashing. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** The hashes in the order of their ids, as a ring; its size is a power of two. */
  private long[] first = new long[INITIAL];

  private long[] second = new long[INITIAL];

  /** Indexes into the ring plus one, twice as many as the ring has, with linear probing. */
  private int[] table = new int[2 * INITIAL];

  private int oldest;
  private int count;

  /**
   * Adds {@code id}, unless it is there already.
   *
   * @return true if it is new
   */
  boolean add(String id) {
    long one = FNV_OFFSET;
    long other = GOLDEN;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      one = (one ^ c) * FNV_PRIME;
      other = (other ^ c) * GOLDEN;
      other ^= other >>> 32;
    }
    int slot = find(one, other);
    if (table[slot] != 0) {
      return false;
    }
    if (count == first.length) {
      makeRoom();
      slot = find(one, other);
    }
    int place = (oldest + count) & (first.length - 1);
    first[place] = one;
    second[place] = other;
    table[slot] = place + 1;
    count++;
    return true;
  }

  /** Returns the slot of the hash, or the free one where it belongs. */
  private int find(long one, long other) {
    int slot = home(other);
    while (table[slot] != 0
        && (first[table[slot] - 1] != one || second[table[slot] - 1] != other)) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  /** The upper bits of a product depend on all bits of its factors. */
  private int home(long other) {
    return (int) ((other * GOLDEN) >>> 40) & (table.length - 1);
  }

  private void makeRoom() {
    if (count == MOST) {
      forgetOldest();
    } else {
      grow();
    }
  }

  /** The ring is full and has not turned yet, because nothing is forgotten before it has grown. */
  private void grow() {
    first = Arrays.copyOf(first, 2 * count);
    second = Arrays.copyOf(second, 2 * count);
    table = new int[4 * count];
    for (int place = 0; place < count; place++) {
      table[find(first[place], second[place])] = place + 1;
    }
  }

  private void forgetOldest() {
    free(find(first[oldest], second[oldest]));
    oldest = (oldest + 1) & (first.length - 1);
    count--;
  }

  /**
   * Moves back what was put behind the slot, so that it is still found; Knuth, volume 3, 6.4, R.
   */
  private void free(int slot) {
    int hole = slot;
    int next = (hole + 1) & (table.length - 1);
    while (table[next] != 0) {
      int home = home(second[table[next] - 1]);
      boolean mayMove =
          ((next - home) & (table.length - 1)) >= ((next - hole) & (table.length - 1));
      if (mayMove) {
        table[hole] = table[next];
        hole = next;
      }
      next = (next + 1) & (table.length - 1);
    }
    table[hole] = 0;
  }
}
