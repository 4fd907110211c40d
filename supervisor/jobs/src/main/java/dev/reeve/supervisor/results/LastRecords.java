package dev.reeve.supervisor.results;

import dev.reeve.supervisor.model.TaskStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last record of each id, in about 16 bytes each: 160 MB for ten million. One thread.
 *
 * <p>A hash table without pointers, split into many small parts that grow separately, so that
 * growing never needs twice the memory. An entry has 12 bytes: 48 bits of the id's hash (the other
 * 16 are the number of its part), 45 bits of the task's hash, and the status or a mark that it was
 * taken. For ten million records that means:
 *
 * <ul>
 *   <li>A task that was never recorded is taken for a recorded one, and lost, if 64 + 45 bits agree
 *       by accident: less than once in 10^18 runs.
 *   <li>A task that has changed is taken for the recorded one, and lost, if 45 bits agree: once in
 *       3 × 10^13 changed tasks.
 *   <li>An id replaces another one, whose task then runs twice, if 64 bits agree: once in 300,000
 *       runs.
 * </ul>
 */
final class LastRecords {
  private static final int PART_BITS = 16;
  private static final int UPPER_TASK_BITS = 16;
  private static final int LOWER_TASK_BITS = 29;
  private static final int STATUS_BITS = 3;
  private static final long LOWER_TASK_MASK = (1L << LOWER_TASK_BITS) - 1;
  private static final int STATUS_MASK = (1 << STATUS_BITS) - 1;

  /** In place of a status, which is less. */
  private static final int TAKEN = STATUS_MASK;

  private static final List<TaskStatus> STATUSES = List.of(TaskStatus.values());

  private final @Nullable Part[] parts = new Part[1 << PART_BITS];
  private long size;
  private boolean replacedOther;

  /** Returns the number of ids. */
  long size() {
    return size;
  }

  /** Returns whether a record has replaced that of another task with the same id. */
  boolean hasReplacedOther() {
    return replacedOther;
  }

  /** Adds a record, in place of earlier ones of that id. */
  void put(Fingerprint task, TaskStatus status) {
    int number = part(task);
    Part part = parts[number];
    if (part == null) {
      if (!LastRecord.isEnded(status)) {
        return; // has the same effect as no record
      }
      part = new Part();
      parts[number] = part;
    }
    LastRecord before = part.get(task);
    replacedOther |= before != null && !before.sameTask() && before.isEnded();
    if (part.put(task, status)) {
      size++;
    }
  }

  /** Marks the last record of that id as taken; from then on it is as if there were none. */
  void take(Fingerprint task) {
    Part part = parts[part(task)];
    if (part != null) {
      part.take(task);
    }
  }

  /** Returns true if the last record of that id belongs to that task and was taken. */
  boolean isTaken(Fingerprint task) {
    Part part = parts[part(task)];
    return part != null && part.isTaken(task);
  }

  /** Returns the last record of that id; null if there is none that matters, or if it was taken. */
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

  /** Returns an entry's long: the rest of the id's hash and the upper bits of the task's hash. */
  private static long wide(Fingerprint task) {
    return id(task) << UPPER_TASK_BITS | task.task() >>> -UPPER_TASK_BITS;
  }

  /** Returns an entry's int: the lower bits of the task's hash, and the status counted from 1. */
  private static int narrow(Fingerprint task, TaskStatus status) {
    return narrow(task, 1 + STATUSES.indexOf(status));
  }

  private static int narrow(Fingerprint task, int status) {
    return (int) (task.task() & LOWER_TASK_MASK) << STATUS_BITS | status;
  }

  /** A part with open addressing and linear probing, up to 7/8 full; a narrow 0 is a free place. */
  private static final class Part {
    private static final int FIRST_LENGTH = 8;

    private long[] wide = new long[FIRST_LENGTH];
    private int[] narrow = new int[FIRST_LENGTH];
    private int used;

    /** Adds a record; returns true if the id is new. */
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
      int status = found & STATUS_MASK;
      if (found == 0 || status == TAKEN) {
        return null;
      }
      return new LastRecord(holds(place, task, status), STATUSES.get(status - 1));
    }

    void take(Fingerprint task) {
      int place = place(id(task));
      if (narrow[place] != 0) {
        narrow[place] |= TAKEN;
      }
    }

    boolean isTaken(Fingerprint task) {
      return holds(place(id(task)), task, TAKEN);
    }

    private boolean holds(int place, Fingerprint task, int status) {
      return wide[place] == wide(task) && narrow[place] == narrow(task, status);
    }

    /** Returns the place where that id is, or would be added. */
    private int place(long id) {
      int place = home(id);
      while (narrow[place] != 0 && wide[place] >>> UPPER_TASK_BITS != id) {
        place = place + 1 == wide.length ? 0 : place + 1;
      }
      return place;
    }

    /** Returns the first place to try: the 32 upper bits, spread evenly over any length. */
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
