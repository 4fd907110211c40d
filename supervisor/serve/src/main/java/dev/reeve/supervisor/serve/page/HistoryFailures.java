package dev.reeve.supervisor.serve.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The first failures and the latest ones; those between them are only counted. Bounded in number
 * and in characters. Not thread-safe.
 */
final class HistoryFailures {
  private final List<FailedAttempt> first = new ArrayList<>();
  private final Deque<FailedAttempt> latest = new ArrayDeque<>();
  private final int mostFirst;
  private final int mostLatest;
  private final long mostSize;
  private long firstSize;
  private long latestSize;
  private boolean firstIsFull;
  private long added;
  private long leftOut;

  /**
   * @param mostFirst number of the first ones that are kept, may be 0
   * @param mostLatest number of the latest ones that are kept, from 1
   * @param mostSize characters of the first ones, and of the latest ones
   */
  HistoryFailures(int mostFirst, int mostLatest, long mostSize) {
    this.mostFirst = mostFirst;
    this.mostLatest = mostLatest;
    this.mostSize = mostSize;
  }

  long nextNumber() {
    return added + 1;
  }

  void add(FailedAttempt failure) {
    added++;
    firstIsFull |= first.size() >= mostFirst || firstSize + failure.size() > mostSize;
    if (!firstIsFull) {
      firstSize += failure.size();
      first.add(failure);
      return;
    }
    latest.add(failure);
    latestSize += failure.size();
    while (latest.size() > mostLatest || (latestSize > mostSize && latest.size() > 1)) {
      latestSize -= latest.remove().size();
      leftOut++;
    }
  }

  /** Returns those that are kept and have a larger number, oldest first. */
  List<FailedAttempt> after(long number) {
    List<FailedAttempt> failures = new ArrayList<>();
    addAfter(number, first, failures);
    addAfter(number, latest, failures);
    return failures;
  }

  private static void addAfter(
      long number, Iterable<FailedAttempt> from, List<FailedAttempt> failures) {
    for (FailedAttempt failure : from) {
      if (failure.number() > number) {
        failures.add(failure);
      }
    }
  }

  /** Returns the number of all failures. */
  long total() {
    return added;
  }

  /** Returns the number of those that are not kept. */
  long leftOut() {
    return leftOut;
  }
}
