package dev.reeve.supervisor.results;

import dev.reeve.supervisor.model.TaskStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of each content, to recognise tasks whose numbers have changed: the number of
 * successes, and the status of the last task that did not succeed. Each record is taken once, so
 * that of identical tasks as many are left out as have succeeded. About 16 bytes for each content.
 * One thread.
 */
final class RecordsByContent {
  private static final int FIRST_LENGTH = 64;

  /** The lower bits of an entry are the status that is not a success; 0 for none. */
  private static final int FAILURE_BITS = 3;

  private static final int FAILURE_MASK = (1 << FAILURE_BITS) - 1;
  private static final int ONE_SUCCESS = 1 << FAILURE_BITS;
  private static final List<TaskStatus> STATUSES = List.of(TaskStatus.values());

  private long[] contents = new long[FIRST_LENGTH];
  private int[] entries = new int[FIRST_LENGTH];
  private int used;

  /** Adds a record of a task that has ended. */
  void add(long content, TaskStatus status) {
    int place = placeToAdd(content);
    if (status == TaskStatus.SUCCEEDED) {
      entries[place] = Math.addExact(entries[place], ONE_SUCCESS);
    } else {
      entries[place] = (entries[place] & ~FAILURE_MASK) | (1 + STATUSES.indexOf(status));
    }
  }

  private int placeToAdd(long content) {
    if (used >= contents.length - contents.length / 4) {
      grow();
    }
    int place = place(content);
    if (contents[place] == ContentKey.NONE) {
      contents[place] = content;
      used++;
    }
    return place;
  }

  /** Takes one success; returns false if there is none. */
  boolean takeSuccess(long content) {
    int place = place(content);
    if (entries[place] < ONE_SUCCESS) {
      return false;
    }
    entries[place] -= ONE_SUCCESS;
    return true;
  }

  /** Takes what did not succeed, and returns its status; null if there is nothing. */
  @Nullable TaskStatus takeFailure(long content) {
    int place = place(content);
    int failure = entries[place] & FAILURE_MASK;
    entries[place] -= failure;
    return failure == 0 ? null : STATUSES.get(failure - 1);
  }

  /** Takes a record, if possible of a success, and returns its status; null if there is none. */
  @Nullable TaskStatus take(long content) {
    return takeSuccess(content) ? TaskStatus.SUCCEEDED : takeFailure(content);
  }

  /** Returns the place where that content is, or would be added. */
  private int place(long content) {
    int place = (int) (((content >>> 32) * contents.length) >>> 32);
    while (contents[place] != ContentKey.NONE && contents[place] != content) {
      place = place + 1 == contents.length ? 0 : place + 1;
    }
    return place;
  }

  private void grow() {
    long[] oldContents = contents;
    int[] oldEntries = entries;
    contents = new long[oldContents.length + oldContents.length / 2];
    entries = new int[contents.length];
    for (int i = 0; i < oldContents.length; i++) {
      if (oldContents[i] != ContentKey.NONE) {
        int place = place(oldContents[i]);
        contents[place] = oldContents[i];
        entries[place] = oldEntries[i];
      }
    }
  }
}
