package dev.reeve.supervisor.serve.queue;

import dev.reeve.json.JsonWriter;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The thread {@code reeve-queue}, which writes tasks to the queue's folder. It appends all tasks
 * that wait, and syncs them once; further ones may come meanwhile. It also frees the disk, and
 * tries again to append records for which there was no room.
 */
final class TaskWriter {
  /** Bytes after which further tasks wait for the next sync. */
  private static final int GROUP_BYTES = 1 << 20;

  private static final long RETRY_MILLIS = 1_000;

  private final TaskTable table;
  private final CurrentSegment current;
  private final SegmentCleaner cleaner;
  private final RecordAppender records;
  private final Thread thread = new Thread(this::run, "reeve-queue");
  private final JsonWriter lines = new JsonWriter();
  private final Deque<Waiting> waiting = new ArrayDeque<>(); // this and the next guarded by this
  private final Set<Segment> changed = new LinkedHashSet<>();
  private boolean closing;
  private long lastRetry = System.nanoTime(); // the thread's

  TaskWriter(TaskTable table, CurrentSegment current, RecordAppender records) {
    this.table = table;
    this.current = current;
    this.records = records;
    this.cleaner = new SegmentCleaner(table, current, records, this::clean);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /**
   * A task that is to be written.
   *
   * @param line with its newline
   * @param comma offset in the line, see {@link TaskLine#offset}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Waiting(QueuedTask task, byte[] line, int comma) {}

  /** The work of one turn. */
  private record Turn(List<Waiting> tasks, List<Segment> changed) {}

  /** Queues an admitted task. */
  void add(QueuedTask task) {
    JsonWriter line = new JsonWriter(task.taskToRun().payload().length() + 256);
    int comma = TaskLine.write(task.taskToRun(), task.acceptedAt().toEpochMilli(), line);
    if (!add(new Waiting(task, line.toByteArray(), comma))) {
      refuse(task, closed());
    }
  }

  private synchronized boolean add(Waiting task) {
    if (!closing) {
      waiting.add(task);
      notifyAll();
    }
    return !closing;
  }

  /** Lets the thread see whether a segment is needed. */
  synchronized void clean(Segment segment) {
    changed.add(segment);
    notifyAll();
  }

  /** Lets the thread look after records that wait for room on the disk. */
  synchronized void wake() {
    notifyAll();
  }

  private void run() {
    try {
      runTurns();
    } finally { // a fault must not let anybody wait for ever
      refuseAll();
    }
  }

  private void runTurns() {
    for (Turn turn = take(); turn != null; turn = take()) {
      if (!turn.tasks.isEmpty()) {
        write(turn.tasks);
      }
      clean(turn.changed);
      if (records.hasWaiting()) {
        records.retry();
      }
    }
    cleaner.deleteIfDone(current.leave());
  }

  private void clean(List<Segment> segments) {
    long now = System.nanoTime();
    if (cleaner.hasFailed() && now - lastRetry > RETRY_MILLIS * 1_000_000) {
      lastRetry = now;
      cleaner.retry();
    }
    cleaner.clean(segments);
    leaveIfFull();
  }

  private void leaveIfFull() {
    Segment left = current.leaveIfFull();
    if (left != null) {
      clean(left);
    }
  }

  private void refuseAll() {
    List<Waiting> left;
    synchronized (this) {
      closing = true;
      left = List.copyOf(waiting);
      waiting.clear();
    }
    left.forEach(each -> refuse(each.task, closed()));
  }

  private static QueueClosedException closed() {
    return new QueueClosedException("the queue is closed: the server is stopping");
  }

  /** Waits for work; returns null at the end. */
  private synchronized @Nullable Turn take() {
    while (waiting.isEmpty() && changed.isEmpty()) {
      if (closing) {
        return null;
      }
      boolean retries = records.hasWaiting() || cleaner.hasFailed();
      try {
        wait(retries ? RETRY_MILLIS : 0);
      } catch (InterruptedException e) {
        // nobody has a reason to interrupt this thread
      }
      if (retries) {
        break;
      }
    }
    List<Segment> segments = List.copyOf(changed);
    changed.clear();
    return new Turn(takeGroup(), segments);
  }

  private List<Waiting> takeGroup() {
    List<Waiting> group = new ArrayList<>();
    long bytes = 0;
    while (!waiting.isEmpty() && bytes < GROUP_BYTES) {
      Waiting next = waiting.remove();
      group.add(next);
      bytes += next.line.length;
    }
    return group;
  }

  private void write(List<Waiting> group) {
    CurrentSegment.Place place;
    try {
      lines.clear();
      group.forEach(each -> lines.bytes(each.line));
      place = current.append(lines.view(), group.size());
    } catch (IOException e) {
      refuse(group, IoReasons.of(e), e);
      return;
    } catch (RuntimeException | Error e) { // such as a lack of memory, which may pass
      refuse(group, e.toString(), e);
      return;
    }
    long offset = place.offset();
    for (Waiting each : group) {
      accept(each, place.segment(), offset);
      offset += each.line.length;
    }
  }

  private void accept(Waiting written, Segment segment, long offset) {
    QueuedTask task = written.task;
    int length = written.line.length - 1 - written.comma;
    task.storedAs(new SegmentText(segment, false, offset + written.comma, length));
    segment.use().added(task);
    if (!table.accept(task)) {
      task.end().fail(FolderStore.stopped());
    }
    boolean unused = task.acceptance().complete(task);
  }

  private void refuse(List<Waiting> group, String reason, Throwable cause) {
    for (Waiting each : group) {
      refuse(
          each.task,
          new QueueStorageException(
              "cannot write the task to the queue's folder: "
                  + reason
                  + "; the task was not accepted",
              cause));
    }
  }

  private void refuse(QueuedTask task, SubmissionException reason) {
    table.refuse(task);
    boolean unused = task.acceptance().completeExceptionally(reason);
  }

  /** Ends the thread when all tasks that were added are written. */
  void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
