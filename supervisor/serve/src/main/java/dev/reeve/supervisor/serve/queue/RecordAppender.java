package dev.reeve.supervisor.serve.queue;

import dev.reeve.json.JsonWriter;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Appends records to the segments of their tasks. Records that cannot be appended, because the disk
 * is full, wait in memory, and their tasks have not ended before they are in a file. Thread-safe.
 */
final class RecordAppender {
  private final TaskTable table;
  private final CurrentSegment.SegmentFiles files;
  private final long mostWaitingBytes;
  private final JsonWriter lines = new JsonWriter();

  /** Segments whose file of records may be open. */
  private final Set<Segment> open = new LinkedHashSet<>();

  private List<EndedRecord> waiting = new ArrayList<>();
  private @Nullable Throwable failure;
  private boolean closed;

  /** Whether records wait; read without the lock. */
  private volatile boolean hasWaiting;

  /**
   * @param mostWaitingBytes of records that wait because the disk is full
   */
  RecordAppender(TaskTable table, CurrentSegment.SegmentFiles files, long mostWaitingBytes) {
    this.table = table;
    this.files = files;
    this.mostWaitingBytes = mostWaitingBytes;
  }

  /**
   * Ends tasks; does nothing after {@link #close}, so that they run again.
   *
   * @throws IOException if too many records wait for room on the disk
   */
  void end(List<EndedRecord> records) throws IOException {
    List<EndedRecord> ended;
    synchronized (this) {
      if (closed) {
        return;
      }
      for (EndedRecord record : records) {
        if (!isFinal(record)) {
          table.giveBack(record.task());
        } else if (record.task().state() != TaskState.ENDED) {
          waiting.add(record);
        }
      }
      ended = appendAll();
    }
    tell(ended);
    requireFewWait();
  }

  /** Tries again to append records that wait. */
  void retry() {
    List<EndedRecord> ended;
    synchronized (this) {
      ended = appendAll();
    }
    tell(ended);
  }

  private static void tell(List<EndedRecord> ended) {
    ended.forEach(record -> record.task().end().complete(record.json()));
  }

  /** A stop of the server ends tasks that nobody wanted to end; they run at the next start. */
  private static boolean isFinal(EndedRecord record) {
    boolean isStopped =
        record.status() == TaskStatus.CANCELLED || record.status() == TaskStatus.SKIPPED;
    return !isStopped || record.task().isCancelRequested();
  }

  private List<EndedRecord> appendAll() {
    if (waiting.isEmpty()) {
      return List.of();
    }
    Map<Segment, List<EndedRecord>> bySegment = new LinkedHashMap<>();
    for (EndedRecord record : waiting) {
      Segment segment = record.task().line().segment();
      bySegment.computeIfAbsent(segment, each -> new ArrayList<>()).add(record);
    }
    waiting = new ArrayList<>();
    failure = null;
    List<EndedRecord> ended = new ArrayList<>();
    bySegment.forEach((segment, records) -> append(segment, records, ended));
    hasWaiting = !waiting.isEmpty();
    return ended;
  }

  private void append(Segment segment, List<EndedRecord> records, List<EndedRecord> ended) {
    try {
      lines.clear();
      for (EndedRecord record : records) {
        lines.value(record.json()).ascii('\n');
      }
      long offset = segment.append(lines.view(), files.results());
      open.add(segment);
      for (EndedRecord record : records) {
        int length = record.json().length();
        if (table.end(record, new SegmentText(segment, true, offset, length))) {
          segment.use().ended(record.task());
          ended.add(record);
        }
        offset += length + 1;
      }
    } catch (IOException | OutOfMemoryError e) { // there may be room in a second
      failure = e;
      waiting.addAll(records);
    }
  }

  /** Work during which no task ends. */
  interface Work {
    void run() throws IOException;
  }

  /** Does something that no end of a task must come between. */
  synchronized void whileNoTaskEnds(Work work) throws IOException {
    work.run();
  }

  /**
   * Notes on the disk that a task, which the run has, is cancelled by a user; does nothing if it
   * has ended.
   *
   * @throws IOException if that fails; the task is not cancelled then
   */
  synchronized void cancel(QueuedTask task) throws IOException {
    if (closed || task.state() == TaskState.ENDED || task.isCancelRequested()) {
      return;
    }
    lines.clear();
    Cancellations.write(task, lines);
    task.line().segment().cancel(lines.view(), files.cancellations());
    task.requestCancel();
  }

  /** Returns whether records wait for room on the disk. Takes no lock. */
  boolean hasWaiting() {
    return hasWaiting;
  }

  private synchronized void requireFewWait() throws IOException {
    long bytes = 0;
    for (EndedRecord record : waiting) {
      bytes += record.json().length();
    }
    if (failure != null && bytes > mostWaitingBytes) {
      throw new IOException(
          "the records of %d tasks wait to be written to the queue's folder: %s"
              .formatted(waiting.size(), reason(failure)),
          failure);
    }
  }

  private static String reason(Throwable cause) {
    return cause instanceof IOException e ? IoReasons.of(e) : cause.toString();
  }

  /** Makes records survive a crash of the machine. */
  synchronized void sync() throws IOException {
    for (Iterator<Segment> segments = open.iterator(); segments.hasNext(); ) {
      if (!segments.next().sync()) {
        segments.remove();
      }
    }
  }

  /** Deletes a segment of which nothing is needed. */
  synchronized void delete(Segment segment) throws IOException {
    open.remove(segment);
    segment.delete();
  }

  /**
   * Appends and syncs what is left.
   *
   * @throws IOException if that fails; those tasks run again
   */
  void close() throws IOException {
    retry();
    synchronized (this) {
      closed = true;
      sync();
      for (Segment segment : open) {
        segment.closeResults();
      }
      if (failure != null) {
        throw new IOException(
            ("the records of %d tasks could not be written to the queue's folder, so these tasks"
                    + " run again: %s")
                .formatted(waiting.size(), reason(failure)),
            failure);
      }
    }
  }
}
