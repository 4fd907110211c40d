package dev.reeve.supervisor.serve.queue;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.results.AppendedFile;
import dev.reeve.supervisor.results.JournalLines;
import dev.reeve.supervisor.results.RecordParser;
import dev.reeve.supervisor.results.TornLine;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reader of a segment that an earlier server has left. Torn last lines are cut off. */
final class SegmentReader {
  private final Segment segment;
  private final Map<Key, Stored> records = new HashMap<>();
  private Set<Long> cancelled = Set.of();

  /** A number alone could be one that another program has given. */
  private record Key(long number, String id) {}

  /** A record and its place. */
  private record Stored(TaskResult result, SegmentText text) {}

  SegmentReader(Segment segment) {
    this.segment = segment;
  }

  /**
   * Passes on all tasks, ended or not, in their order.
   *
   * @throws IOException if a file is damaged or cannot be read; the message is for people
   */
  void read(Consumer<QueuedTask> receiver) throws IOException {
    boolean hasRecords = Files.exists(segment.resultsPath(), NOFOLLOW_LINKS);
    if (hasRecords) {
      readLines(segment.resultsPath(), SegmentReader::cutRecord, this::readRecord, "runs again");
    }
    if (!hasRecords && Files.size(segment.tasksPath()) > 0) {
      throw new IOException(
          ("%s is missing, in which the tasks of %s are recorded; put it back, or create an empty"
                  + " file, and all of these tasks run again")
              .formatted(segment.resultsPath(), segment.tasksPath().getFileName()));
    }
    cancelled = Cancellations.read(segment.cancelledPath());
    readLines(
        segment.tasksPath(), TaskLine::cutTorn, lines -> receiver.accept(task(lines)), "is lost");
  }

  private static void cutRecord(FileChannel file) throws IOException {
    long unused = TornLine.cut(file);
  }

  /** Takes the current line. */
  interface LineReceiver {
    void take(JournalLines lines) throws IOException;
  }

  /**
   * Reads all lines of a file.
   *
   * @param cut cuts off a torn last line
   * @param without tells what becomes of a task whose line is missing
   */
  static void readLines(
      Path path, AppendedFile.ContentCheck cut, LineReceiver receiver, String without)
      throws IOException {
    try (FileChannel file = FileChannel.open(path, READ, WRITE, NOFOLLOW_LINKS)) {
      cut.check(file);
      JournalLines lines = new JournalLines(file, file.size());
      while (lines.next()) {
        if (lines.end() > lines.from()) {
          readLine(lines, path, receiver, without);
        }
      }
    } catch (DamagedLineException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException("cannot read " + path + ": " + IoReasons.of(e), e);
    }
  }

  private static void readLine(JournalLines lines, Path path, LineReceiver receiver, String without)
      throws IOException {
    try {
      receiver.take(lines);
    } catch (IOException e) {
      throw new DamagedLineException(
          ("%s:%d: the line is damaged: %s. Nothing was changed. Put back the file as it was, or"
                  + " remove the line, and its task %s")
              .formatted(path, lines.number(), e.getMessage(), without),
          e);
    }
  }

  /** Thrown if a line is not what it should be; the message is for people. */
  private static final class DamagedLineException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedLineException(String message, IOException cause) {
      super(message, cause);
    }
  }

  /** The first record of a task counts: it may have been told. */
  private void readRecord(JournalLines lines) throws IOException {
    int length = lines.end() - lines.from();
    TaskResult result = RecordParser.parse(ByteBuffer.wrap(lines.bytes(), lines.from(), length));
    SegmentText text = new SegmentText(segment, true, lines.offset(), length);
    records.putIfAbsent(new Key(result.seq(), result.id()), new Stored(result, text));
  }

  private QueuedTask task(JournalLines lines) throws IOException {
    TaskLine line = TaskLine.read(lines, segment.tasksPath().toString());
    QueuedTask task = new QueuedTask(line.task(), true, line.acceptedAt());
    int length = lines.end() - lines.from() - line.offset();
    task.storedAs(new SegmentText(segment, false, lines.offset() + line.offset(), length));
    boolean unused = task.acceptance().complete(task);
    if (cancelled.contains(task.number())) {
      task.requestCancel();
    }
    Stored stored = records.get(new Key(task.number(), task.id()));
    if (stored != null) {
      task.endAs(new Ending(stored.result.status(), endOf(stored.result, line), stored.text));
      task.end().complete();
    }
    return task;
  }

  private static long endOf(TaskResult result, TaskLine line) {
    return result.startedAt() == null
        ? line.acceptedAt()
        : result.startedAt().toEpochMilli() + result.durationNanos() / 1_000_000;
  }
}
