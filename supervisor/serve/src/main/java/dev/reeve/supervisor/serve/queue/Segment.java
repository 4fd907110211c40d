package dev.reeve.supervisor.serve.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pair of files: tasks, and the records of those tasks; with a third one if users have cancelled
 * some of them. The file of tasks belongs to the writer's thread; what concerns records is guarded
 * by this object's lock.
 */
final class Segment {
  private final long number;
  private final QueueFolder folder;
  private final Path tasksPath;
  private final Path resultsPath;

  private final SegmentUse use;

  /** Segments that must not be deleted before this one. The writer's thread. */
  private final Set<Segment> kept = new LinkedHashSet<>();

  private @Nullable LineFile results;
  private boolean unsynced;
  private long resultBytes;

  Segment(long number, QueueFolder folder) {
    this.number = number;
    this.folder = folder;
    this.use = new SegmentUse(folder.disk());
    this.tasksPath = folder.tasks(number);
    this.resultsPath = folder.results(number);
  }

  long number() {
    return number;
  }

  /** Returns what of it is needed. */
  SegmentUse use() {
    return use;
  }

  Path tasksPath() {
    return tasksPath;
  }

  Path resultsPath() {
    return resultsPath;
  }

  /** Returns the path of the file with those tasks that were cancelled while they ran. */
  Path cancelledPath() {
    return folder.cancelled(number);
  }

  /**
   * Keeps a later segment until this one is deleted: it has a task whose older copy is here, and
   * would run again without the later one.
   */
  void keep(Segment later) {
    if (later != this && kept.add(later)) {
      later.use.pin();
    }
  }

  /** Returns the segments that this one, which is deleted, has kept; each must be told. */
  List<Segment> releaseKept() {
    List<Segment> all = new ArrayList<>(kept);
    kept.clear();
    return all;
  }

  /** Returns the bytes of records that were appended. */
  synchronized long resultBytes() {
    return resultBytes;
  }

  /**
   * Appends records. If that fails, none of them is there, or the file is opened anew by the next
   * call.
   *
   * @return the offset of the first
   */
  synchronized long append(ByteBuffer records, LineFile.Opener opener) throws IOException {
    LineFile file = results == null ? opener.open(resultsPath()) : results;
    results = file;
    long start = file.size();
    int length = records.remaining();
    try {
      file.append(records);
    } catch (IOException | RuntimeException | Error e) {
      cutBack(file, start, e);
      throw e;
    }
    unsynced = true;
    resultBytes += length;
    use.grew(length);
    return start;
  }

  private void cutBack(LineFile file, long size, Throwable cause) {
    try {
      file.cutBack(size);
    } catch (IOException e) {
      cause.addSuppressed(e);
      results = null;
      closeAfter(file, cause);
    }
  }

  private static void closeAfter(LineFile file, Throwable cause) {
    try {
      file.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /**
   * Makes the records survive a crash of the machine, and closes the file if no more can come.
   *
   * @return false if it is closed
   */
  synchronized boolean sync() throws IOException {
    LineFile file = results;
    if (file == null) {
      return false;
    }
    if (unsynced) {
      file.sync();
      unsynced = false;
    }
    if (use.isEnded()) {
      results = null;
      file.close();
    }
    return results != null;
  }

  /**
   * Notes on the disk that tasks are cancelled.
   *
   * @throws IOException if that fails; nothing is noted then
   */
  synchronized void cancel(ByteBuffer lines, LineFile.Opener opener) throws IOException {
    int length = lines.remaining();
    Cancellations.append(opener.open(cancelledPath()), lines);
    folder.sync();
    use.grew(length);
  }

  synchronized void closeResults() throws IOException {
    LineFile file = results;
    results = null;
    if (file != null) {
      file.close();
    }
  }

  /**
   * Deletes the files, the tasks first: records without tasks mean nothing, but tasks without
   * records would run again.
   */
  synchronized void delete() throws IOException {
    closeResults();
    Files.deleteIfExists(tasksPath());
    folder.sync();
    Files.deleteIfExists(cancelledPath());
    Files.deleteIfExists(resultsPath());
  }
}
