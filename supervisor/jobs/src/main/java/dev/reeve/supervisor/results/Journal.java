package dev.reeve.supervisor.results;

import dev.reeve.supervisor.model.Task;
import dev.reeve.supervisor.model.TaskResult;
import java.io.IOException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * The records of a results file, to look up how tasks of earlier runs ended; the last record of an
 * id counts. Not thread-safe.
 */
public final class Journal {
  private final LastRecords records = new LastRecords();

  private Journal() {}

  /**
   * Reads all records of a file.
   *
   * @throws IOException also if a line is not a record; the message has its number
   */
  static Journal read(FileChannel file) throws IOException {
    Journal journal = new Journal();
    JournalLines lines = new JournalLines(file, file.size());
    while (lines.next()) {
      if (lines.end() > lines.from()) {
        JournalRecord record = record(lines);
        journal.records.put(record.task(), record.status());
      }
    }
    return journal;
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
   * Returns the last record with the task's id; null if there is none.
   *
   * @param taskHash {@link TaskHash} of the task
   */
  public @Nullable LastRecord lastOf(Task task, long taskHash) {
    return records.get(Fingerprint.ofTask(task.id(), taskHash));
  }

  /** Returns the last record of an invalid line of a stream; null if there is none. */
  public @Nullable LastRecord lastOfInvalidLine(TaskResult line) {
    return records.get(Fingerprint.ofInvalidLine(line.id(), line.seq()));
  }
}
