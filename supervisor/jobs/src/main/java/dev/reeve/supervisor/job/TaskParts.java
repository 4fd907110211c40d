package dev.reeve.supervisor.job;

import java.io.IOException;
import java.util.List;

/**
 * The parts of a source with an order among its tasks. All tasks of a part have the same needs. No
 * part needs itself, directly or through others. Immutable, but for the parts that are opened.
 */
public interface TaskParts {

  /** Returns the number of parts, which are numbered from 0 in the order of the source. */
  int count();

  /** Returns the number of a part's tasks. */
  long tasks(int part);

  /** Returns the needs of a part. */
  List<Need> needs(int part);

  /** Returns all parts in the order of the source, but each after those that it needs. */
  List<Integer> inOrder();

  /**
   * Opens a part, which is possible once.
   *
   * @throws IOException if its items cannot be read; the message is for people
   */
  TaskPart open(int part) throws IOException;
}
