package dev.reeve.supervisor.serve.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an earlier server has left in the queue's folder. */
final class Recovery {
  private final QueueFolder folder;
  private final Map<String, QueuedTask> byId = new HashMap<>();
  private final List<Segment> segments = new ArrayList<>();
  private long lastNumber;
  private long lastSegment;

  private Recovery(QueueFolder folder) {
    this.folder = folder;
  }

  /**
   * Reads all segments.
   *
   * @throws IOException if a file is damaged or cannot be read; the message is for people
   */
  static Recovery read(QueueFolder folder) throws IOException {
    Files.deleteIfExists(folder.unfinished());
    Recovery recovery = new Recovery(folder);
    for (long number : folder.segments()) {
      recovery.read(new Segment(number, folder));
    }
    return recovery;
  }

  private void read(Segment segment) throws IOException {
    lastSegment = segment.number();
    if (Files.exists(segment.tasksPath())) {
      new SegmentReader(segment).read(this::add);
      segment.use().grew(Files.size(segment.tasksPath()) + sizeIfThere(segment.resultsPath()));
      segments.add(segment);
    } else { // it was being created or deleted
      segment.delete();
    }
  }

  /**
   * Adds a task in place of an earlier one with its id: an older copy of it, or one that has ended
   * and was forgotten, or was never accepted because the disk failed.
   */
  private void add(QueuedTask task) {
    lastNumber = Math.max(lastNumber, task.number());
    QueuedTask known = byId.get(task.id());
    if (known == null || known.number() < task.number()) {
      byId.put(task.id(), task);
    } else if (known.number() == task.number()) {
      boolean hasEnded = known.state() == TaskState.ENDED && task.state() != TaskState.ENDED;
      byId.put(task.id(), hasEnded ? copy(known, task) : copy(task, known));
    }
  }

  /** Returns the copy of a task that counts; the other must not outlive it. */
  private static QueuedTask copy(QueuedTask counts, QueuedTask other) {
    other.line().segment().keep(counts.line().segment());
    if (other.isCancelRequested()) {
      counts.requestCancel();
    }
    return counts;
  }

  private static long sizeIfThere(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** Returns the tasks in their order. */
  List<QueuedTask> tasks() {
    List<QueuedTask> tasks = new ArrayList<>(byId.values());
    tasks.sort(Comparator.comparingLong(QueuedTask::number));
    return tasks;
  }

  /** Returns the segments in their order. */
  List<Segment> segments() {
    return segments;
  }

  /** Returns the highest number that a task had. */
  long lastNumber() {
    return lastNumber;
  }

  /** Returns the highest number that a segment had. */
  long lastSegment() {
    return lastSegment;
  }

  QueueFolder folder() {
    return folder;
  }
}
