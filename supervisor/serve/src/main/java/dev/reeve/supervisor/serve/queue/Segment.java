package dev.reeve.supervisor.serve.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.LinkedHashSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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

  /** Tasks in it that the queue knows: not ended, or kept. */
  private final AtomicInteger known = new AtomicInteger();

  /** Tasks in it that have not ended. */
  private final AtomicInteger live = new AtomicInteger();

  /** Bytes of these. */
  private final AtomicLong liveBytes = new AtomicLong();

  /** Bytes of the files. */
  private final AtomicLong bytes = new AtomicLong();

  private final AtomicBoolean released = new AtomicBoolean();

  /** Segments that must not be deleted before this one. The writer's thread. */
  private final Set<Segment> kept = new LinkedHashSet<>();

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

  /** Returns the path of the file with those tasks that were cancelled while they ran. */
  Path cancelledPath() {
    return folder.cancelled(number);
  }

  /** Notes that the files have more bytes. */
  void grew(long more) {
    bytes.addAndGet(more);
    folder.disk().add(more);
  }

  void added(QueuedTask task) {
    known.incrementAndGet();
    if (task.state() != TaskState.ENDED) {
      live.incrementAndGet();
      liveBytes.addAndGet(task.line().leastLineBytes());
    }
  }

  void ended(QueuedTask task) {
    live.decrementAndGet();
    liveBytes.addAndGet(-task.line().leastLineBytes());
  }

  /** Notes that a task, which has not ended, is in another segment now. */
  void moved(QueuedTask task) {
    ended(task);
    known.decrementAndGet();
  }

  /**
   * Notes that the queue has forgotten a task, or a segment that keeps this one was deleted.
   *
   * @return whether the segment may be done or sparse now
   */
  boolean forgot() {
    return known.decrementAndGet() <= live.get() && !growing;
  }

  /** Returns whether the files are of no use any more. */
  boolean isDone() {
    return !growing && known.get() == 0;
  }

  /**
   * Returns whether only tasks are needed that have not ended, and more than half of the files is
   * of no use.
   */
  boolean isSparse() {
    int tasks = live.get();
    return !growing && tasks > 0 && known.get() == tasks && liveBytes.get() * 2 < bytes.get();
  }

  /** Returns the bytes of tasks that have not ended. */
  long liveBytes() {
    return liveBytes.get();
  }

  /** Ceases to count for the use of the disk if it is done. */
  void releaseIfDone() {
    if (isDone() && released.compareAndSet(false, true)) {
      folder.disk().remove(bytes.get());
    }
  }

  /**
   * Keeps a later segment until this one is deleted: it has a task whose older copy is here, and
   * would run again without the later one.
   */
  void keep(Segment later) {
    if (later != this && kept.add(later)) {
      later.known.incrementAndGet();
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
    grew(length);
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

  /**
   * Notes on the disk that tasks are cancelled.
   *
   * @throws IOException if that fails; nothing is noted then
   */
  synchronized void cancel(ByteBuffer lines, LineFile.Opener opener) throws IOException {
    int length = lines.remaining();
    Cancellations.append(opener.open(cancelledPath()), lines);
    folder.sync();
    grew(length);
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
