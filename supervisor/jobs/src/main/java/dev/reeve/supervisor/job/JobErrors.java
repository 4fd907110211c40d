package dev.reeve.supervisor.job;

import dev.reeve.text.Printable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The errors of a text, added in any order. Keeps the first {@value #MOST} in the order of the text
 * and counts the rest, so that a large broken document costs little.
 */
final class JobErrors {
  static final int MOST = 100;

  private final SourceText text;
  private @Nullable PriorityQueue<Unlocated> first;
  private int count;
  private @Nullable JobErrors warnings;

  /** An error, ordered by its place in the text, then by when it was added. */
  private record Unlocated(int offset, int number, @Nullable String place, String message)
      implements Comparable<Unlocated> {
    @Override
    public int compareTo(Unlocated other) {
      return offset == other.offset
          ? Integer.compare(number, other.number)
          : Integer.compare(offset, other.offset);
    }
  }

  JobErrors(SourceText text) {
    this.text = text;
  }

  /**
   * Adds an error.
   *
   * @param offset of its first byte from the start of the text; −1 for the whole text
   */
  void add(int offset, @Nullable String place, String message) {
    if (first == null) {
      first = new PriorityQueue<>(Collections.reverseOrder());
    }
    int within = Math.min(offset, text.length());
    first.add(new Unlocated(within, count++, place, Printable.replaced(message)));
    if (first.size() > MOST) {
      first.remove();
    }
  }

  /** Adds a warning, which is kept apart from the errors. */
  void warn(int offset, @Nullable String place, String message) {
    if (warnings == null) {
      warnings = new JobErrors(text);
    }
    warnings.add(offset, place, message);
  }

  /**
   * Returns the warnings that are kept, in the order of the text, and one that counts the others.
   */
  List<JobError> warnings() {
    return warnings == null ? List.of() : warnings.inOrder();
  }

  /** Returns the number of errors that were added. */
  int count() {
    return count;
  }

  /** Returns the errors that are kept, in the order of the text, and one that counts the others. */
  List<JobError> inOrder() {
    List<Unlocated> sorted = first == null ? new ArrayList<>() : new ArrayList<>(first);
    Collections.sort(sorted);
    Positions positions = new Positions(text);
    List<JobError> errors = new ArrayList<>(sorted.size() + 1);
    for (Unlocated error : sorted) {
      errors.add(positions.locate(error.offset, error.place, error.message));
    }
    if (count > MOST) {
      errors.add(JobError.ofFile(text.file(), "and " + (count - MOST) + " more"));
    }
    return errors;
  }
}
