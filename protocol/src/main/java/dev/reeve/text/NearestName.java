package dev.reeve.text;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Search for the known name that a misspelt one is nearest to, by edit distance. */
public final class NearestName {
  private static final int MAX_CHARS = 40;

  private NearestName() {}

  /** Returns the nearest of {@code known}; null if none is near. */
  public static @Nullable String to(String name, Collection<String> known) {
    if (name.length() > MAX_CHARS) {
      return null;
    }
    String wanted = name.toLowerCase(Locale.ROOT);
    String nearest = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
      if (distance < least && distance <= tolerance(wanted, candidate)) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** Tolerates more if the first letters agree: {@code retry} means {@code retries}. */
  private static int tolerance(String name, String candidate) {
    boolean sameStart = !name.isEmpty() && name.charAt(0) == candidate.charAt(0);
    return sameStart ? (name.length() + 1) / 2 : Math.max(1, name.length() / 3);
  }

  /** Returns Levenshtein's distance, computed row by row (Wagner and Fischer, 1974). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
