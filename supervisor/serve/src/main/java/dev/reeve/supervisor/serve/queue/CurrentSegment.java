package dev.reeve.supervisor.serve.queue;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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
  record SegmentFiles(
      LineFile.Opener tasks, LineFile.Opener results, LineFile.Opener cancellations) {
    static final SegmentFiles OF_DISK =
        new SegmentFiles(LineFile::tasks, LineFile::results, Cancellations::open);
  }

  /**
   * Tasks of other segments.
   *
   * @param lines of tasks
   * @param count of these
   * @param cancelled lines about those of them that are cancelled
   */
  record Moved(ByteBuffer lines, int count, ByteBuffer cancelled) {}

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
    to.use().grew(open.size() - start);
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
    lastNumber++;
    use(next, opened, 0);
    return opened;
  }

  private void use(Segment next, LineFile opened, int count) {
    next.use().setGrowing(true);
    segment = next;
    file = opened;
    tasks = count;
  }

  /** Returns a segment for {@link #begin}, which has no files yet. */
  Segment next() {
    return new Segment(++lastNumber, folder);
  }

  /**
   * Begins a segment with tasks of others, of which a kill leaves all or none. The last segment
   * must have been left.
   *
   * @param next of {@link #next}
   * @throws IOException if that fails; nothing has changed then
   */
  void begin(Segment next, Moved moved) throws IOException {
    LineFile opened = null;
    try {
      files.results().open(next.resultsPath()).close();
      if (moved.cancelled.hasRemaining()) {
        next.cancel(moved.cancelled, files.cancellations());
      }
      writeUnfinished(moved.lines);
      Path unused = Files.move(folder.unfinished(), next.tasksPath(), ATOMIC_MOVE);
      folder.sync();
      opened = files.tasks().open(next.tasksPath());
    } finally {
      if (opened == null) {
        discard(next);
      }
    }
    next.use().grew(opened.size());
    use(next, opened, moved.count);
  }

  private void writeUnfinished(ByteBuffer lines) throws IOException {
    Files.deleteIfExists(folder.unfinished());
    try (LineFile unfinished = files.tasks().open(folder.unfinished())) {
      unfinished.append(lines);
      unfinished.sync();
    }
  }

  /** Keeps the first failure. */
  private static void discard(Segment next) {
    try {
      next.delete();
      next.use().releaseIfDone();
    } catch (IOException e) {
      // without tasks, the rest of it means nothing
    }
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
      left.use().setGrowing(false);
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
