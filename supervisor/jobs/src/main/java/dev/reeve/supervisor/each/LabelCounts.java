package dev.reeve.supervisor.each;

import dev.reeve.text.Fnv1a;

/**
 * Numbers of times that labels were seen, for a bounded number of labels, known by 64 bits of a
 * hash: at most 6 MB. One thread.
 */
final class LabelCounts {
  private static final int MOST = 1 << 18;

  private long[] labels = new long[1 << 8];
  private int[] counts = new int[1 << 8];
  private int used;

  /** Counts a label; returns how many times it was seen by now, or 0 if it is one too many. */
  int increment(String label) {
    long hash = hash(label);
    int place = place(hash);
    if (counts[place] == 0) {
      if (used == MOST) {
        return 0;
      }
      used++;
      labels[place] = hash;
    }
    int count = ++counts[place];
    if (used > labels.length / 2) {
      grow();
    }
    return count;
  }

  /** Mixes the bits, because the lower ones alone choose the place. */
  private static long hash(String label) {
    long hash = Fnv1a.hash(label);
    return hash ^ (hash >>> 32);
  }

  private int place(long hash) {
    int place = (int) hash & (labels.length - 1);
    while (counts[place] != 0 && labels[place] != hash) {
      place = (place + 1) & (labels.length - 1);
    }
    return place;
  }

  private void grow() {
    long[] oldLabels = labels;
    int[] oldCounts = counts;
    labels = new long[oldLabels.length * 2];
    counts = new int[labels.length];
    for (int i = 0; i < oldLabels.length; i++) {
      if (oldCounts[i] != 0) {
        int place = place(oldLabels[i]);
        labels[place] = oldLabels[i];
        counts[place] = oldCounts[i];
      }
    }
  }
}
