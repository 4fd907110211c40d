package dev.reeve.supervisor.job;

import dev.reeve.text.Printable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong in a text, in any order. Keeps the first {@value #MOST} in the order of
 * the text and counts the rest, so that a large broken document costs little.
 */
final class JobErrors {
  static final int MOST = 100;

  private final SourceText text;
  private @Nullable PriorityQueue<Problem> first;
  private int count;

  /** Ordered by place in the text, then by the order of noting. */
  private record Problem(int offset, int number, @Nullable String place, String message)
      implements Comparable<Problem> {
    @Override
    public int compareTo(Problem other) {
      return offset == other.offset
          ? Integer.compare(number, other.number)
          : Integer.compare(offset, other.offset);
    }
  }

  JobErrors(SourceText text) {
    this.text = text;
  }

  /**
   * Notes one.
   *
   * @param offset of the byte it concerns, from the start of the text; −1 for the whole text
   */
  void add(int offset, @Nullable String place, String message) {
    if (first == null) {
      first = new PriorityQueue<>(Collections.reverseOrder());
    }
    int within = Math.min(offset, text.length());
    first.add(new Problem(within, count++, place, Printable.replaced(message)));
    if (first.size() > MOST) {
      first.remove();
    }
  }

  /** How many were noted. */
  int count() {
    return count;
  }

  /** All that are kept, in the order of the text, then how many are not. */
  List<JobError> inOrder() {
    List<Problem> sorted = first == null ? new ArrayList<>() : new ArrayList<>(first);
    Collections.sort(sorted);
    Positions positions = new Positions(text);
    List<JobError> errors = new ArrayList<>(sorted.size() + 1);
    for (Problem problem : sorted) {
      errors.add(positions.locate(problem.offset, problem.place, problem.message));
    }
    if (count > MOST) {
      errors.add(new JobError(text.file(), 0, 0, null, "and " + (count - MOST) + " more"));
    }
    return errors;
  }
}
