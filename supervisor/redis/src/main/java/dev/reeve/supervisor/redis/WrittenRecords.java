package dev.reeve.supervisor.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The ids of records that a submitter has written to a file of its own, so that a server which has
 * no memory left may remove them. Only the last ones are known; older ones expire. Thread-safe.
 */
final class WrittenRecords {
  private static final int MOST = 100_000;
  private static final int MOST_AT_ONCE = 1_000;

  private final Deque<String> ids = new ArrayDeque<>();

  /** Adds the record of a task. */
  synchronized void add(String id) {
    if (ids.size() == MOST) {
      String unused = ids.remove();
    }
    ids.add(id);
  }

  /** Takes the oldest, at most 1,000. */
  synchronized List<String> takeSome() {
    List<String> some = new ArrayList<>();
    while (!ids.isEmpty() && some.size() < MOST_AT_ONCE) {
      some.add(ids.remove());
    }
    return some;
  }
}
