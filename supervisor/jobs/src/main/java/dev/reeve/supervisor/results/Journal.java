package dev.reeve.supervisor.results;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import dev.reeve.supervisor.model.TaskStatus;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The records of a results file, to look up how tasks of earlier runs ended; the last record of an
 * id counts. One thread.
 *
 * <p>Tasks with numbers for ids are known by their content as well, since one more file or line
 * gives all that follow other numbers. That begins with the first number that has a record of
 * another task, and the file is then read a second time. As long as no number has changed,
 * identical tasks are told apart by their numbers.
 */
public final class Journal {
  private final FileChannel file;

  /** Length of the file when it was read; later records are those of this run. */
  private final long length;

  private final LastRecords records = new LastRecords();

  private @Nullable RecordsByContent moved;

  private Journal(FileChannel file) throws IOException {
    this.file = file;
    this.length = file.size();
  }

  /**
   * Reads all records of a file, which must stay open as long as the journal is used.
   *
   * @throws IOException also if a line is not a record; the message has its number
   */
  static Journal read(FileChannel file) throws IOException {
    Journal journal = new Journal(file);
    journal.forEachRecord(journal::add);
    return journal;
  }

  private void add(JournalRecord record) {
    records.put(record.task(), record.status());
  }

  private void forEachRecord(Consumer<JournalRecord> action) throws IOException {
    JournalLines lines = new JournalLines(file, length);
    while (lines.next()) {
      if (lines.end() > lines.from()) {
        action.accept(record(lines));
      }
    }
  }

  static JournalRecord record(JournalLines lines) throws IOException {
    JournalRecord record =
        lines.isPlain() ? FastRecordReader.read(lines.bytes(), lines.from(), lines.end()) : null;
    if (record != null) {
      return record;
    }
    try {
      return RecordReader.read(lines.bytes(), lines.from(), lines.end());
    } catch (IOException e) {
      throw new IOException(
          "line %d is not a result record: %s; if you remove the line, its task runs again"
              .formatted(lines.number(), e.getMessage()),
          e);
    }
  }

  /**
   * Returns the number of ids with records, without tasks that were only ever skipped or cancelled.
   */
  public long size() {
    return records.size();
  }

  /**
   * Returns the last record of a task; null if there is none. No other numbered task is recognised
   * by the same record.
   *
   * @param numbered whether another task may have had its id in an earlier run
   * @param taskHash {@link TaskHash} of the task
   * @throws IOException if the file cannot be read a second time
   */
  public @Nullable LastRecord take(Task task, boolean numbered, long taskHash)
      throws IOException, InterruptedException {
    Fingerprint fingerprint = Fingerprint.ofTask(task.id(), taskHash);
    LastRecord last = records.get(fingerprint);
    long content = ContentKey.of(task.id(), taskHash);
    if (content == ContentKey.NONE) {
      return last;
    }
    if (last != null && last.sameTask() && last.isEnded()) {
      return takeSame(fingerprint, content, last);
    }
    return numbered && hasMoved(last) ? takeMoved(content) : last;
  }

  /** Returns whether a number may have, or have had, another task than when it was recorded. */
  private boolean hasMoved(@Nullable LastRecord last) {
    return moved != null || (last == null ? records.hasReplacedOther() : !last.sameTask());
  }

  private @Nullable LastRecord takeSame(Fingerprint task, long content, LastRecord last) {
    if (moved == null) {
      records.take(task);
      return last;
    }
    boolean isThere =
        last.status() == TaskStatus.SUCCEEDED
            ? moved.takeSuccess(content)
            : moved.takeFailure(content) != null;
    return isThere ? last : null;
  }

  private @Nullable LastRecord takeMoved(long content) throws IOException, InterruptedException {
    if (moved == null) {
      moved = readMoved();
    }
    TaskStatus status = moved.take(content);
    return status == null ? null : new LastRecord(true, status);
  }

  private RecordsByContent readMoved() throws IOException, InterruptedException {
    MovedRecordsReader reader = new MovedRecordsReader(records);
    return readAgain(
        () -> {
          forEachRecord(reader::add);
          return reader.result();
        });
  }

  /**
   * Returns the results in the last records of some tasks that have succeeded.
   *
   * @param tasks the {@link TaskHash} of each id
   * @throws IOException if the file cannot be read again
   */
  public RecordedResults results(Map<String, Long> tasks) throws IOException, InterruptedException {
    return readAgain(
        () -> {
          RecordedResults results = new RecordedResults(tasks);
          JournalLines lines = new JournalLines(file, length);
          while (lines.next()) {
            results.read(lines.bytes(), lines.from(), lines.end());
          }
          return results;
        });
  }

  /** Reads the file again, on a thread that nobody interrupts: that would close the channel. */
  private static <T> T readAgain(Callable<T> reading) throws IOException, InterruptedException {
    FutureTask<T> read = new FutureTask<>(reading);
    Thread thread = new Thread(read, "reeve-journal");
    thread.setDaemon(true);
    thread.start();
    try {
      return read.get();
    } catch (ExecutionException e) {
      throw new IOException(
          "cannot read the records of earlier runs again: "
              + (e.getCause() instanceof IOException cause ? IoReasons.of(cause) : e.getCause()),
          e);
    }
  }

  /** Returns the last record of an invalid line of a stream; null if there is none. */
  public @Nullable LastRecord lastOfInvalidLine(TaskResult line) {
    return records.get(Fingerprint.ofInvalidLine(line.id(), line.seq()));
  }
}
