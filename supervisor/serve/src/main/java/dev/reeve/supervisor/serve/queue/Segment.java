package dev.reeve.supervisor.serve.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A pair of files: tasks, and the records of those tasks. The file of tasks belongs to the writer's
 * thread; what concerns records is guarded by this object's lock.
 */
final class Segment {
  private final long number;
  private final QueueFolder folder;
  private final Path tasksPath;
  private final Path resultsPath;

  /** Tasks in it that the queue knows: not ended, or kept. */
  private final AtomicInteger known = new AtomicInteger();

  /** Tasks in it that have not ended. */
  private final AtomicInteger live = new AtomicInteger();

  private @Nullable LineFile results;
  private boolean unsynced;
  private long resultBytes;
  private volatile boolean growing;

  Segment(long number, QueueFolder folder) {
    this.number = number;
    this.folder = folder;
    this.tasksPath = folder.tasks(number);
    this.resultsPath = folder.results(number);
  }

  long number() {
    return number;
  }

  Path tasksPath() {
    return tasksPath;
  }

  Path resultsPath() {
    return resultsPath;
  }

  /** Notes whether further tasks may come. */
  void setGrowing(boolean mayGrow) {
    growing = mayGrow;
  }

  void added(boolean hasEnded) {
    known.incrementAndGet();
    if (!hasEnded) {
      live.incrementAndGet();
    }
  }

  void ended() {
    live.decrementAndGet();
  }

  /** Notes that the queue has forgotten a task; returns true if it was the last one. */
  boolean forgot() {
    return known.decrementAndGet() == 0;
  }

  /** Returns whether the files are of no use any more. */
  boolean isDone() {
    return !growing && known.get() == 0;
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
    if (!growing && live.get() == 0) {
      results = null;
      file.close();
    }
    return results != null;
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
    Files.deleteIfExists(resultsPath());
  }
}
