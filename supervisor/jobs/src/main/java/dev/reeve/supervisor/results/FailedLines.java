package dev.reeve.supervisor.results;

/**
 * The numbers of the lines on which the last record of an id is no success, by the hash of the id.
 * A hash table without pointers: about 24 bytes for each id that was ever without success. One
 * thread.
 */
final class FailedLines {
  private static final int FIRST_LENGTH = 64;

  /** Marks an id that has succeeded since. */
  private static final long SUCCEEDED = -1;

  private long[] ids = new long[FIRST_LENGTH];

  /** Numbers of lines; 0 for a free place. */
  private long[] lines = new long[FIRST_LENGTH];

  private int used;

  /** Notes a record that is no success, in place of earlier ones of that id. */
  void failed(long id, long line) {
    if (used >= ids.length - ids.length / 4) {
      grow();
    }
    int place = place(id);
    if (lines[place] == 0) {
      ids[place] = id;
      used++;
    }
    lines[place] = line;
  }

  /** Notes a success, in place of earlier records of that id. */
  void succeeded(long id) {
    int place = place(id);
    if (lines[place] != 0) {
      lines[place] = SUCCEEDED;
    }
  }

  /** Returns whether that line has the last record of that id. */
  boolean isLast(long id, long line) {
    return lines[place(id)] == line;
  }

  /** Returns the place where that id is, or would be added. */
  private int place(long id) {
    int place = (int) (((id >>> 32) * ids.length) >>> 32);
    while (lines[place] != 0 && ids[place] != id) {
      place = place + 1 == ids.length ? 0 : place + 1;
    }
    return place;
  }

  private void grow() {
    long[] oldIds = ids;
    long[] oldLines = lines;
    ids = new long[oldIds.length + oldIds.length / 2];
    lines = new long[ids.length];
    for (int i = 0; i < oldIds.length; i++) {
      if (oldLines[i] != 0) {
        int place = place(oldIds[i]);
        ids[place] = oldIds[i];
        lines[place] = oldLines[i];
      }
    }
  }
}
