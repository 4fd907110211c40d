package dev.reeve.supervisor.results;

import dev.reeve.supervisor.model.TaskStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last record of each id, in some 16 bytes each: 160 MB for ten million. One thread.
 *
 * <p>A hash table without pointers, in many small parts that grow each for itself, so that growing
 * never takes twice the memory. An entry has 12 bytes: of the hash of the id 48 bits, the other 16
 * being the number of its part; of the hash of the task 45; and the status. What that means for ten
 * million records:
 *
 * <ul>
 *   <li>A task that was never recorded passes for one that was, and is lost, if 64 + 45 bits agree
 *       by accident: less than once in 10^18 runs.
 *   <li>So does one that was changed, if 45 bits agree: once in 3 × 10^13 changed tasks.
 *   <li>An id takes the place of another, whose task then runs twice, if 64 bits agree: once in
 *       300,000 runs.
 * </ul>
 */
final class LastRecords {
  private static final int PART_BITS = 16;
  private static final int UPPER_TASK_BITS = 16;
  private static final int LOWER_TASK_BITS = 29;
  private static final int STATUS_BITS = 3;
  private static final long LOWER_TASK_MASK = (1L << LOWER_TASK_BITS) - 1;
  private static final int STATUS_MASK = (1 << STATUS_BITS) - 1;
  private static final List<TaskStatus> STATUSES = List.of(TaskStatus.values());

  private final @Nullable Part[] parts = new Part[1 << PART_BITS];
  private long size;

  /** Number of ids. */
  long size() {
    return size;
  }

  /** Takes note of a record; earlier ones of that id do not count any more. */
  void put(Fingerprint task, TaskStatus status) {
    int number = part(task);
    Part part = parts[number];
    if (part == null) {
      if (!LastRecord.isEnded(status)) {
        return; // as good as no record
      }
      part = new Part();
      parts[number] = part;
    }
    if (part.put(task, status)) {
      size++;
    }
  }

  /** The last record of that id; null if there is none, or none that matters. */
  @Nullable LastRecord get(Fingerprint task) {
    Part part = parts[part(task)];
    return part == null ? null : part.get(task);
  }

  private static int part(Fingerprint task) {
    return (int) (task.id() >>> -PART_BITS);
  }

  private static long id(Fingerprint task) {
    return task.id() & -1L >>> PART_BITS;
  }

  /** An entry's long: the rest of the id's hash, and the upper bits of the task's. */
  private static long wide(Fingerprint task) {
    return id(task) << UPPER_TASK_BITS | task.task() >>> -UPPER_TASK_BITS;
  }

  /** An entry's int: the lower bits of the task's hash, and the status from 1. */
  private static int narrow(Fingerprint task, TaskStatus status) {
    return (int) (task.task() & LOWER_TASK_MASK) << STATUS_BITS | (1 + STATUSES.indexOf(status));
  }

  /** Open addressing with linear probing; up to 7/8 full. A narrow value of 0 is a free place. */
  private static final class Part {
    private static final int FIRST_LENGTH = 8;

    private long[] wide = new long[FIRST_LENGTH];
    private int[] narrow = new int[FIRST_LENGTH];
    private int used;

    /** Returns whether the id is new here. */
    boolean put(Fingerprint task, TaskStatus status) {
      int place = place(id(task));
      boolean isNew = narrow[place] == 0;
      if (isNew) {
        if (!LastRecord.isEnded(status)) {
          return false;
        }
        if (used + 1 > wide.length - wide.length / 8) {
          grow();
          place = place(id(task));
        }
        used++;
      }
      wide[place] = wide(task);
      narrow[place] = narrow(task, status);
      return isNew;
    }

    @Nullable LastRecord get(Fingerprint task) {
      int place = place(id(task));
      int found = narrow[place];
      if (found == 0) {
        return null;
      }
      TaskStatus status = STATUSES.get((found & STATUS_MASK) - 1);
      boolean same = wide[place] == wide(task) && found == narrow(task, status);
      return new LastRecord(same, status);
    }

    /** Where that id is, or would be. */
    private int place(long id) {
      int place = home(id);
      while (narrow[place] != 0 && wide[place] >>> UPPER_TASK_BITS != id) {
        place = place + 1 == wide.length ? 0 : place + 1;
      }
      return place;
    }

    /** Spreads the 32 upper bits evenly over any length. */
    private int home(long id) {
      return (int) (((id >>> 16) * wide.length) >>> 32);
    }

    private void grow() {
      long[] oldWide = wide;
      int[] oldNarrow = narrow;
      wide = new long[oldWide.length + oldWide.length / 4];
      narrow = new int[wide.length];
      for (int i = 0; i < oldWide.length; i++) {
        if (oldNarrow[i] != 0) {
          int place = place(oldWide[i] >>> UPPER_TASK_BITS);
          wide[place] = oldWide[i];
          narrow[place] = oldNarrow[i];
        }
      }
    }
  }
}
