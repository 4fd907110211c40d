package dev.reeve.supervisor.serve.queue;

import dev.reeve.json.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Frees the disk: deletes segments of which nothing is needed. If few tasks of a segment wait, and
 * nothing else of it is needed, it moves them to a new segment, as a log-structured file system
 * does with its segments. The writer's thread.
 */
final class SegmentCleaner {
  /** Bytes of tasks after which further segments wait for the next turn. */
  private static final long MOST_BYTES = 8 << 20;

  private final TaskTable table;
  private final CurrentSegment current;
  private final RecordAppender records;
  private final Consumer<Segment> later;

  /** Those that could not be emptied, for want of room. */
  private final Set<Segment> failed = new LinkedHashSet<>();

  /**
   * @param later takes segments that must be looked at again, in another turn
   */
  SegmentCleaner(
      TaskTable table, CurrentSegment current, RecordAppender records, Consumer<Segment> later) {
    this.table = table;
    this.current = current;
    this.records = records;
    this.later = later;
  }

  /** Deletes those that are done, and empties those that are sparse. */
  void clean(Collection<Segment> segments) {
    List<Segment> candidates = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment.use().isDone()) {
        delete(segment);
      } else if (segment.use().mayBeSparse()) {
        candidates.add(segment);
      }
    }
    if (!candidates.isEmpty()) {
      empty(candidates);
    }
  }

  /** Returns whether segments could not be emptied. */
  boolean hasFailed() {
    return !failed.isEmpty();
  }

  /** Tries again to empty segments. */
  void retry() {
    List<Segment> again = List.copyOf(failed);
    failed.clear();
    clean(again);
  }

  /** Deletes a segment if it is done. */
  void deleteIfDone(@Nullable Segment segment) {
    if (segment != null && segment.use().isDone()) {
      delete(segment);
    }
  }

  private void delete(Segment segment) {
    segment.use().releaseIfDone();
    try {
      records.delete(segment);
    } catch (IOException e) {
      return; // the next server deletes it
    }
    for (Segment kept : segment.releaseKept()) {
      if (kept.use().forgot()) {
        later.accept(kept);
      }
    }
  }

  private void empty(List<Segment> candidates) {
    Set<Segment> emptied = new LinkedHashSet<>();
    try {
      records.whileNoTaskEnds(() -> move(candidates, emptied));
    } catch (IOException | OutOfMemoryError e) { // nothing has changed
      failed.addAll(candidates);
    }
    emptied.forEach(this::deleteIfDone);
  }

  private void move(List<Segment> candidates, Set<Segment> emptied) throws IOException {
    Set<Segment> sparse = some(candidates);
    List<QueuedTask> tasks = tasksIn(sparse);
    if (tasks.isEmpty()) {
      return;
    }
    Segment left = current.leave();
    if (left != null) {
      later.accept(left);
    }
    move(tasks);
    emptied.addAll(sparse);
  }

  /** Returns as many as are emptied at once. */
  private Set<Segment> some(List<Segment> candidates) {
    Set<Segment> some = new LinkedHashSet<>();
    long bytes = 0;
    for (Segment segment : candidates) {
      if (bytes > MOST_BYTES) {
        later.accept(segment);
      } else if (segment.use().isSparse()) {
        some.add(segment);
        bytes += segment.use().liveBytes();
      }
    }
    return some;
  }

  private List<QueuedTask> tasksIn(Set<Segment> segments) {
    List<QueuedTask> tasks = new ArrayList<>();
    table
        .list()
        .forEach(
            task -> {
              if (task.durable()
                  && task.state() != TaskState.ENDED
                  && segments.contains(task.line().segment())) {
                tasks.add(task);
              }
            });
    tasks.sort(Comparator.comparingLong(QueuedTask::number));
    return tasks;
  }

  private void move(List<QueuedTask> tasks) throws IOException {
    JsonWriter lines = new JsonWriter();
    JsonWriter cancelled = new JsonWriter();
    List<SegmentText> places = new ArrayList<>();
    Segment next = current.next();
    for (QueuedTask task : tasks) {
      int start = lines.length();
      int comma = TaskLine.write(task.taskToRun(), task.acceptedAt().toEpochMilli(), lines);
      int length = lines.length() - 1 - start - comma;
      places.add(new SegmentText(next, false, start + comma, length));
      if (task.isCancelRequested()) {
        Cancellations.write(task, cancelled);
      }
    }
    current.begin(next, new CurrentSegment.Moved(lines.view(), tasks.size(), cancelled.view()));
    for (int i = 0; i < places.size(); i++) {
      QueuedTask task = tasks.get(i);
      Segment before = task.line().segment();
      before.use().moved(task);
      before.keep(next); // it has an older copy, which would count if the new one were missing
      task.storedAs(places.get(i));
      next.use().added(task);
    }
  }
}
