package dev.reeve.supervisor.results;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import java.io.IOException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * What a results file says of tasks that ran before; the last record of an id counts. One thread,
 * or one after the other.
 */
public final class Journal {
  private final LastRecords records = new LastRecords();

  private Journal() {}

  /**
   * Reads all records of a file.
   *
   * @throws IOException also if a line is no record, with its number
   */
  static Journal read(FileChannel file) throws IOException {
    Journal journal = new Journal();
    JournalLines lines = new JournalLines(file);
    while (lines.next()) {
      if (lines.end() > lines.from()) {
        JournalRecord record = record(lines);
        journal.records.put(record.task(), record.status());
      }
    }
    return journal;
  }

  private static JournalRecord record(JournalLines lines) throws IOException {
    JournalRecord record =
        lines.isPlain() ? FastRecordReader.read(lines.bytes(), lines.from(), lines.end()) : null;
    if (record != null) {
      return record;
    }
    try {
      return RecordReader.read(lines.bytes(), lines.from(), lines.end());
    } catch (IOException e) {
      throw new IOException(
          "line %d is no result record: %s; without that line its task would run again"
              .formatted(lines.number(), e.getMessage()),
          e);
    }
  }

  /** Number of ids that it has a record of, apart from those that were never but skipped. */
  public long size() {
    return records.size();
  }

  /**
   * The last record with the task's id; null if there is none.
   *
   * @param taskHash that of the task
   */
  public @Nullable LastRecord lastOf(Task task, long taskHash) {
    return records.get(Fingerprint.ofTask(task.id(), taskHash));
  }

  /** The last record of a line of a stream that is no task; null if there is none. */
  public @Nullable LastRecord lastOfInvalidLine(TaskResult line) {
    return records.get(Fingerprint.ofInvalidLine(line.id(), line.seq()));
  }
}
