package dev.reeve.supervisor.serve.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The segment that gets new tasks; it is made when there is one. The writer's thread. */
final class CurrentSegment {
  private final QueueFolder folder;
  private final SegmentFiles files;
  private final SegmentLimits limits;
  private long lastNumber;
  private @Nullable Segment segment;
  private @Nullable LineFile file;
  private int tasks;

  /** Openers of the files. */
  record SegmentFiles(LineFile.Opener tasks, LineFile.Opener results) {
    static final SegmentFiles OF_DISK = new SegmentFiles(LineFile::tasks, LineFile::results);
  }

  /**
   * @param lastNumber of an earlier segment
   */
  CurrentSegment(QueueFolder folder, long lastNumber, SegmentFiles files, SegmentLimits limits) {
    this.folder = folder;
    this.lastNumber = lastNumber;
    this.files = files;
    this.limits = limits;
  }

  /** A place in a segment. */
  record Place(Segment segment, long offset) {}

  /**
   * Appends lines so that they survive a crash of the machine. If that fails, they are cut off; if
   * that fails too, or the disk could not tell whether they are safe, the segment gets no more.
   *
   * @param count number of lines
   */
  Place append(ByteBuffer lines, int count) throws IOException {
    LineFile open = file == null ? open() : file;
    Segment to = segment;
    if (to == null) {
      throw new IllegalStateException("an open file without a segment");
    }
    long start = open.size();
    boolean appended = false;
    try {
      open.append(lines);
      appended = true;
      open.sync();
    } catch (IOException | RuntimeException | Error e) {
      if (!cutBack(open, start, e) || appended) {
        leave();
      }
      throw e;
    }
    tasks += count;
    return new Place(to, start);
  }

  private LineFile open() throws IOException {
    Segment next = new Segment(lastNumber + 1, folder);
    files.results().open(next.resultsPath()).close();
    LineFile opened = files.tasks().open(next.tasksPath());
    try {
      folder.sync();
    } catch (IOException e) {
      opened.close();
      throw e;
    }
    next.setGrowing(true);
    lastNumber++;
    segment = next;
    file = opened;
    tasks = 0;
    return opened;
  }

  private static boolean cutBack(LineFile file, long size, Throwable cause) {
    try {
      file.cutBack(size);
      return true;
    } catch (IOException e) {
      cause.addSuppressed(e);
      return false;
    }
  }

  /** Leaves the segment if it is full; returns it then. */
  @Nullable Segment leaveIfFull() {
    LineFile open = file;
    Segment full = segment;
    boolean isFull =
        open != null
            && full != null
            && (tasks >= limits.tasks()
                || open.size() >= limits.taskBytes()
                || full.resultBytes() >= limits.resultBytes());
    return isFull ? leave() : null;
  }

  /** Leaves the segment, so that another one is made for the next task; returns it. */
  @Nullable Segment leave() {
    Segment left = segment;
    LineFile open = file;
    segment = null;
    file = null;
    if (left != null) {
      left.setGrowing(false);
    }
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      // all that was accepted is synced
    }
    return left;
  }
}
