package dev.reeve.supervisor.job;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The last ids of a stream, exactly: up to {@value #MOST} of them, fewer where they are so long
 * that together they have more than {@value #MOST_CHARS} characters. An id that comes again later
 * than that is not noticed, which is what it costs that a stream may go on for ever. One thread.
 */
final class RecentIds {
  static final int MOST = 65_536;
  static final int MOST_CHARS = 4 << 20;

  private final Set<String> ids = new HashSet<>();
  private final Deque<String> order = new ArrayDeque<>();
  private long chars;

  /**
   * Notes {@code id}, unless it is there already.
   *
   * @return whether it is new
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
