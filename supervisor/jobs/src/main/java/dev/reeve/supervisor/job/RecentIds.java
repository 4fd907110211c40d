package dev.reeve.supervisor.job;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The last ids of a stream: up to {@value #MOST}, or fewer if together they have more than {@value
 * #MOST_CHARS} characters. An id that is repeated later than that is not noticed; the bound lets a
 * stream go on for ever. One thread.
 */
final class RecentIds {
  static final int MOST = 65_536;
  static final int MOST_CHARS = 4 << 20;

  private final Set<String> ids = new HashSet<>();
  private final Deque<String> order = new ArrayDeque<>();
  private long chars;

  /**
   * Adds {@code id}, unless it is there already.
   *
   * @return true if it is new
   */
  boolean add(String id) {
    if (!ids.add(id)) {
      return false;
    }
    order.add(id);
    chars += id.length();
    while (order.size() > MOST || chars > MOST_CHARS) {
      forgetOldest();
    }
    return true;
  }

  private void forgetOldest() {
    String oldest = order.remove();
    ids.remove(oldest);
    chars -= oldest.length();
  }
}
